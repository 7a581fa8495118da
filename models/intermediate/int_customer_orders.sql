with orders as (

    select * from {{ ref('int_orders') }}

),

charged as (

    select
        customer_id,
        count(*) as placed_order_count,
        min(ordered_at) as first_placed_at,
        count(*) filter (where is_counted) as order_count,
        count(charged_amount) filter (where is_counted) as valued_order_count,
        count(charged_amount) filter (where is_counted or is_refund) as valued_count,
        sum(charged_amount) filter (where is_counted or is_refund) as total_spent,
        min(ordered_at) filter (where is_counted) as first_ordered_at,
        max(ordered_at) filter (where is_counted) as last_ordered_at,
        count(*) filter (where is_cancelled) as cancelled_order_count
    from orders
    where customer_id is not null
    group by customer_id

),

-- By how much these differ for customers with a few orders that come to something else than was charged: looking up
-- what every order comes to would take three times as long.
changes as (

    select
        customer_id,
        count(amount) filter (where is_counted)
        - count(total_amount) filter (where is_counted) as valued_order_count,
        count(amount) filter (where is_counted or is_refund)
        - count(total_amount) filter (where is_counted or is_refund) as valued_count,
        sum(coalesce(amount, 0) - coalesce(total_amount, 0)) filter (where is_counted or is_refund) as total_spent
    from {{ ref('int_order_adjustments') }}
    where customer_id is not null
    group by customer_id

),

per_customer as (

    select
        charged.customer_id,
        charged.placed_order_count,
        charged.first_placed_at,
        charged.order_count,
        charged.valued_order_count + coalesce(changes.valued_order_count, 0) as valued_order_count,
        case
            when charged.valued_count + coalesce(changes.valued_count, 0) > 0
                then cast(coalesce(charged.total_spent, 0) + coalesce(changes.total_spent, 0) as decimal(18, 2))
        end as total_spent,
        charged.first_ordered_at,
        charged.last_ordered_at,
        charged.cancelled_order_count
    from charged
    left join changes on charged.customer_id = changes.customer_id

)

select * from per_customer
