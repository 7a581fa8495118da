{%- set night = night() -%}
{%- set of_customers = [
    'customers', 'orders', 'reviews', 'logins', 'page_views', 'messages', 'promo_code_entries', 'loyalty_points',
    'store_credit', 'account_entries', 'wishlist_items', 'profile_field_values', 'list_subscriptions',
    'manual_members',
] -%}
{#- Without a generation before, every group is new and no cause is asked for. -#}
{%- set is_new = '_file_id > ' ~ night.last_file_id if night.previous else 'false' -%}

with new_categories as (

    select category
    from {{ source('raw', 'categories') }}
    where {{ is_new }}

),

-- A category that moves takes everything below it along.
new_products as (

    select product_id
    from {{ source('raw', 'products') }}
    where
        {{ is_new }}
        or category in (
            select category
            from {{ ref('int_category_tree') }}
            where ancestor in (select category from new_categories)
        )

),

new_order_lines as (

    select order_id
    from {{ source('raw', 'order_lines') }}
    where {{ is_new }}

    union

    select order_id
    from {{ source('raw', 'order_lines') }}
    where product_id in (select product_id from new_products)

),

touched as (

    select customer_id
    from {{ source('raw', 'orders') }}
    where order_id in (select order_id from new_order_lines)
    {%- for table in of_customers %}

    union

    select customer_id
    from {{ source('raw', table) }}
    where {{ is_new }}
    {%- endfor %}

)

select * from touched
where customer_id is not null
