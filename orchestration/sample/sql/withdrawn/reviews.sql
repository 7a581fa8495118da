-- Reviews that the shop took down on the new day.
with reviewed as (
    select
        order_number as n,
        order_customer(order_number, customers_so_far) as buyer
    from order_moments(least(41, getvariable('orders')))
)

select
    'r' || (100000000 + n)::varchar as review_id,
    moment_between(as_of(), next_as_of(), chance(n, 'taken down')) as deleted_at
from reviewed
where buyer is not null and pick(n, 'taken down', 50) = 0
