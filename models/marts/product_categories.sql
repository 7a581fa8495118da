with products as (

    select * from {{ ref('stg_products') }}

),

tree as (

    select * from {{ ref('int_category_tree') }}

),

parts as (

    select
        product_id,
        {{ each_part('category') }} as part
    from products

),

-- A product whose category is missing from the tree is still in that category.
own as (

    select
        product_id,
        {{ trimmed('part') }} as category,
        true as is_own
    from parts
    where {{ trimmed('part') }} != ''

),

inherited as (

    select
        own.product_id,
        tree.ancestor as category,
        false as is_own
    from own
    inner join tree on own.category = tree.category

),

united as (

    select * from own
    union all
    select * from inherited

),

per_category as (

    select
        product_id,
        category,
        bool_or(is_own) as is_own
    from united
    group by
        product_id,
        category

)

select * from per_category
