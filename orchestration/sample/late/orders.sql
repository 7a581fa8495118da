-- Valid corrections of the last eight orders: they were cancelled, and two were put right in amount as well.
select * exclude (n) replace (
    'cancelled' as status,
    case when n % 4 = 0 then total_amount + 10 else total_amount end as total_amount,
    0 as points,
    as_of() as updated_at
)
from order_rows()
where n >= getvariable('orders') - 8
