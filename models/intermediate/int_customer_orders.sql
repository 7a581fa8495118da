with orders as (

    select * from {{ ref('orders') }}

),

per_customer as (

    select
        customer_id,
        count(*) as placed_order_count,
        count(*) filter (where is_counted) as order_count,
        count(total_amount) filter (where is_counted) as valued_order_count,
        cast(sum(total_amount) filter (where is_counted or is_refund) as decimal(18, 2)) as total_spent,
        min(ordered_at) filter (where is_counted) as first_ordered_at,
        max(ordered_at) filter (where is_counted) as last_ordered_at,
        count(*) filter (where is_cancelled) as cancelled_order_count
    from orders
    where customer_id is not null
    group by customer_id

)

select * from per_customer
