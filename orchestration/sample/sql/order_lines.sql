with baskets as (
    select
        order_number as n,
        order_id(order_number) as order_id,
        draw(order_number, 'basket') as basket,
        unnest(range(1, 1 + line_count(order_number))) as line_number
    from order_moments(1)
)

select
    order_id,
    line_number,
    product_id(line_product(basket, line_number)) as product_id,
    line_quantity(n, line_number)::decimal(18, 3) as quantity,
    amount(product_price(line_product(basket, line_number)))::decimal(18, 4) as unit_price
from baskets
