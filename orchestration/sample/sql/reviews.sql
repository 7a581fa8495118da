-- About every fortieth order: its buyer reviews its first product within three weeks.
with reviewed as (
    select
        order_number as n,
        ordered_at,
        order_customer(order_number, customers_so_far) as buyer
    from order_moments(least(41, getvariable('orders')))
)

select
    'r' || (100000000 + n)::varchar as review_id,
    customer_id(buyer) as customer_id,
    case
        when pick(n, 'shop review', 20) > 0 then product_id(line_product(draw(n, 'basket'), 1))
    end as product_id,
    choose(n, 'rating', [1, 2, 3, 3, 4, 4, 4, 5, 5, 5, 5, 5])::bigint as rating,
    moment_between(
        ordered_at, least(ordered_at + interval '21' day, as_of()), chance(n, 'review delay')
    ) as reviewed_at
from reviewed
where buyer is not null
