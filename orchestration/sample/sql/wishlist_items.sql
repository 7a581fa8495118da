select
    customer_id(event_number * 2654435761 % customers_so_far) as customer_id,
    product_id(popular_product(bits(draw(event_number, 'wished'), 0, 16))) as product_id,
    happened_at as added_at,
    case when pick(event_number, 'removed', 10) < 3 then
        moment_between(happened_at, as_of(), chance(event_number, 'removed at'))
    end as removed_at
from event_moments(greatest(5, getvariable('customers') // 10))
