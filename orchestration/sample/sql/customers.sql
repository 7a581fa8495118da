select * exclude (n) from customer_rows
