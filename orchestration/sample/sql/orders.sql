select * exclude (n) from order_rows()
