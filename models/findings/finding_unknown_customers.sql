{#- What the night has added up per customer anyway, by the table that it comes from. -#}
{%- set aggregates = {
    'account_entries': ref('int_customer_account'),
    'logins': ref('int_customer_logins'),
    'loyalty_points': ref('int_customer_points'),
    'reviews': ref('int_customer_reviews'),
    'store_credit': ref('int_customer_credit'),
} -%}

with customers as (

    select customer_id from {{ ref('customers') }}

),

orders as (

    select * from {{ ref('int_customer_orders') }}

),

of_orders as (

    select
        sum(orders.placed_order_count) as all_count,
        sum(orders.placed_order_count) filter (where customers.customer_id is null) as unknown_count,
        min(orders.customer_id) filter (where customers.customer_id is null) as customer_id
    from orders
    left join customers on orders.customer_id = customers.customer_id
    -- Whose they were was forgotten on purpose.
    where not {{ is_pseudonym('orders.customer_id') }}

),

found as (

    select
        {{ finding(
            'orders_of_unknown_customers', 'orders',
            'send the customers too: until then nobody has these orders; the example is a customer_id',
            count='unknown_count', out_of='all_count', example='customer_id') }}
    from of_orders
    {%- for table, aggregate in aggregates.items() %}

    union all

    select
        {{ finding(
            'unknown_customers', table,
            'send the customers too: until then nobody has what these tables say of them; the example is a customer_id',
            count='count(*) - count(customers.customer_id)', out_of='count(*)',
            example='min(added_up.customer_id) filter (where customers.customer_id is null)') }}
    from {{ aggregate }} as added_up
    left join customers on added_up.customer_id = customers.customer_id
    {%- endfor %}

)

select * from found
