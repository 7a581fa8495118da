{%- set night = night() -%}
{%- set of_customers = [
    'customers', 'orders', 'reviews', 'logins', 'page_views', 'messages', 'promo_code_entries', 'loyalty_points',
    'store_credit', 'account_entries', 'wishlist_items', 'profile_field_values', 'list_subscriptions',
    'manual_members',
] -%}
{#- A group that was held has not seen what landed since it was last built. Without a generation before, every
    group is new and no cause is asked for. -#}
{%- set seen = ([night.last_file_id] + (night.get('last_file_ids', {}).values() | list)) | min -%}
{%- set is_new = '_file_id > ' ~ seen if night.previous else 'false' -%}

with new_categories as (

    select
        category,
        _file_id
    from {{ source('raw', 'categories') }}
    where {{ is_new }}

),

-- A category that moves takes everything below it along.
new_products as (

    select
        product_id,
        _file_id
    from {{ source('raw', 'products') }}
    where {{ is_new }}

    union all

    select
        products.product_id,
        new_categories._file_id
    from {{ source('raw', 'products') }} as products
    inner join {{ ref('int_category_tree') }} as tree on products.category = tree.category
    inner join new_categories on tree.ancestor = new_categories.category

),

new_order_lines as (

    select
        order_id,
        _file_id
    from {{ source('raw', 'order_lines') }}
    where {{ is_new }}

    union all

    select
        order_lines.order_id,
        new_products._file_id
    from {{ source('raw', 'order_lines') }} as order_lines
    inner join new_products on order_lines.product_id = new_products.product_id

),

records as (

    select
        orders.customer_id,
        new_order_lines._file_id
    from {{ source('raw', 'orders') }} as orders
    inner join new_order_lines on orders.order_id = new_order_lines.order_id

    union all

    -- Whoever lost a record: the order was another customer's before.
    select
        cast(customer_id as {{ sql_type(var('id_type')) }}) as customer_id,
        _file_id
    from {{ source('landing', 'replaced_customers') }}
    where {{ is_new }}
    {%- for table in of_customers %}

    union all

    select
        customer_id,
        _file_id
    from {{ source('raw', table) }}
    where {{ is_new }}
    {%- endfor %}

),

touched as (

    select
        customer_id,
        max(_file_id) as last_file_id
    from records
    where customer_id is not null
    group by customer_id

)

select * from touched
