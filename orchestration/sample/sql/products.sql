with numbered as (
    select n, category
    from range(getvariable('products')) as products (n)
    inner join shelves on n % (select count(*) from shelves) = shelves.slot
)

select
    product_id(n) as product_id,
    choose(n, 'adjective', ['Classic', 'Nordic', 'Light', 'Soft', 'Urban', 'Blå', 'Everyday', 'Premium'])
    || ' ' || lower(category) || ' ' || (100 + n)::varchar as name,
    category,
    nullif(concat_ws(
        '|',
        case when pick(n, 'sale', 5) = 0 then 'sale' end,
        case when pick(n, 'new', 8) = 0 then 'new' end,
        case when pick(n, 'eco', 6) = 0 then 'eco' end,
        case when pick(n, 'bestseller', 12) = 0 then 'bestseller' end
    ), '') as labels
from numbered
order by n
