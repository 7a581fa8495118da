with orders as (

    select * from {{ ref('int_customer_orders') }}

),

customers as (

    select customer_id from {{ ref('stg_customers') }}

),

unknown as (

    select
        orders.customer_id,
        orders.placed_order_count
    from orders
    left join customers on orders.customer_id = customers.customer_id
    where customers.customer_id is null

),

in_all as (

    select sum(placed_order_count) as order_count from orders

),

found as (

    select
        {{ finding(
            'orders_of_unknown_customers', 'orders',
            'send the customers too: until then nobody has these orders; the example is a customer_id',
            count='(select sum(unknown.placed_order_count) from unknown)', out_of='in_all.order_count',
            example='(select min(unknown.customer_id) from unknown)') }}
    from in_all

)

select * from found
