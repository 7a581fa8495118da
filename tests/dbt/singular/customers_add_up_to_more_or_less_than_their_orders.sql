-- The customers mart joins a dozen columns from five places; a join that doubles or loses rows would change its sums.
-- Orders of people who are not, or not yet, customers belong to nobody and are left out.
with customers as (

    select
        coalesce(sum(order_count), 0) as order_count,
        coalesce(sum(cancelled_order_count), 0) as cancelled_order_count,
        coalesce(sum(total_spent), 0) as total_spent
    from {{ ref('customers') }}

),

orders as (

    select
        coalesce(sum(order_count), 0) as order_count,
        coalesce(sum(cancelled_order_count), 0) as cancelled_order_count,
        coalesce(sum(total_spent), 0) as total_spent
    from {{ ref('int_customer_orders') }}
    where customer_id in (select customer_id from {{ ref('stg_customers') }})

),

differing as (

    select
        customers.order_count,
        orders.order_count as expected_order_count,
        customers.cancelled_order_count,
        orders.cancelled_order_count as expected_cancelled_order_count,
        customers.total_spent,
        orders.total_spent as expected_total_spent
    from customers
    cross join orders
    where
        customers.order_count != orders.order_count
        or customers.cancelled_order_count != orders.cancelled_order_count
        or customers.total_spent != orders.total_spent

)

select * from differing
