-- The welcome bonus of the newest members, raised: the same entries again, from a file later in name order.
select
    'l' || (100000000 + 5 * n)::varchar as entry_id,
    customer_id(n) as customer_id,
    60 as points,
    'bonus' as kind,
    created_at as occurred_at,
    null as expires_at,
    null as order_id,
    'welcome, raised' as note
from customer_moments
where n >= getvariable('customers') - 40 and in_loyalty_scheme(n)
