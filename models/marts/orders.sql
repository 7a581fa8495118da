with orders as (

    select * from {{ ref('int_orders') }}

),

-- Few orders are here, and none in a shop without refunds and other currencies: a small table to look up.
adjustments as (

    select * from {{ ref('int_order_adjustments') }}

),

valued as (

    select
        orders.order_id,
        orders.customer_id,
        orders.ordered_at,
        orders.status,
        case when adjustments.order_id is null then orders.charged_amount else adjustments.amount end as total_amount,
        case
            when adjustments.order_id is null then orders.charged_amount
            else adjustments.gross_amount
        end as gross_amount,
        orders.charged_amount,
        orders.currency,
        orders.source,
        orders.store_id,
        orders.promo_code,
        orders.points,
        orders.is_counted,
        orders.is_cancelled,
        orders.is_refund
    from orders
    left join adjustments on orders.order_id = adjustments.order_id

)

select * from valued
