-- Orders of the last two weeks that nobody made: the shop tried its till, and took them back on the new day.
with withdrawn as (
    select
        order_number as n,
        moment_between(as_of(), next_as_of(), chance(order_number, 'withdrawn')) as deleted_at
    from order_moments(40)
)

select
    order_id(n) as order_id,
    deleted_at as updated_at,
    deleted_at
from withdrawn
-- The changes of the same day leave these alone.
where n % 5 = 0
