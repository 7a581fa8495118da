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

-- Texts, and entries by hand, that name a customer by the phone number.
new_phones as (

    select
        phone,
        _file_id
    from {{ source('raw', 'sms_messages') }}
    where {{ is_new }}

    union all

    select
        phone,
        _file_id
    from {{ source('raw', 'manual_members') }}
    where {{ is_new }}

),

new_merges as (

    select
        survivor_id,
        absorbed_id,
        _file_id
    from {{ source('raw', 'customer_merges') }}
    where {{ is_new }}

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

    union all

    select
        phone_owners.customer_id,
        new_phones._file_id
    from new_phones
    inner join {{ ref('int_phone_owners') }} as phone_owners
        on {{ normalised_phone('new_phones.phone') }} = phone_owners.normalised_phone

    union all

    select
        survivor_id as customer_id,
        _file_id
    from new_merges

    union all

    -- Whoever had survived the absorbed customer before loses its records.
    select
        earlier.survivor_id as customer_id,
        new_merges._file_id
    from {{ source('raw', 'customer_merges') }} as earlier
    inner join new_merges on earlier.absorbed_id = new_merges.absorbed_id
    {%- for table in of_customers %}

    union all

    select
        customer_id,
        _file_id
    from {{ source('raw', table) }}
    where {{ is_new }}
    {%- endfor %}

),

of_survivors as (

    select
        coalesce(survivors.survivor_id, records.customer_id) as customer_id,
        records._file_id
    from records
    left join {{ ref('stg_customer_survivors') }} as survivors on records.customer_id = survivors.absorbed_id

),

touched as (

    select
        customer_id,
        max(_file_id) as last_file_id
    from of_survivors
    -- Not sooner: with the filter DuckDB would take all orders to be fewer than the new lines, and hash them.
    where customer_id is not null
    group by customer_id

)

select * from touched
