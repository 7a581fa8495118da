with products as (

    select * from {{ ref('stg_products') }}

),

tree as (

    select * from {{ ref('int_category_tree') }}

),

-- A product whose category is missing from the tree is still in that category.
own as (

    select
        product_id,
        category
    from products
    where category is not null

),

inherited as (

    select
        products.product_id,
        tree.ancestor as category
    from products
    inner join tree on products.category = tree.category

),

united as (

    select * from own
    union
    select * from inherited

)

select * from united
