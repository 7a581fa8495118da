-- A prime stride through the customers: events of one second are never of one customer.
with views as (
    select
        event_number as n,
        happened_at,
        event_number * 2654435761 % customers_so_far as customer,
        popular_product(bits(draw(event_number, 'viewed'), 0, 16)) as product,
        pick(event_number, 'page', 10) as page
    from event_moments(greatest(5, getvariable('customers') // 2))
)

select
    customer_id(customer) as customer_id,
    happened_at as viewed_at,
    case
        when page < 7 then '/products/' || product_id(product)
        when page < 8 then '/'
        when page < 9 then '/cart'
        else '/sale'
    end as url,
    case when page < 7 then product_id(product) end as product_id
from views
