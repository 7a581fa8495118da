with orders as (

    select * from {{ ref('stg_orders') }}

),

-- Few orders are here, and none in a shop without refunds and other currencies: a small table to look up.
adjustments as (

    select * from {{ ref('int_order_adjustments') }}

),

judged as (

    select
        orders.order_id,
        orders.customer_id,
        orders.ordered_at,
        orders.status,
        case when adjustments.order_id is null then orders.total_amount else adjustments.amount end as total_amount,
        case
            when adjustments.order_id is null then orders.total_amount
            else adjustments.gross_amount
        end as gross_amount,
        orders.total_amount as charged_amount,
        orders.currency,
        orders.source,
        orders.store_id,
        orders.promo_code,
        orders.points,
        {{ is_counted_order('orders.status', 'orders.ordered_at', 'orders.total_amount') }} as is_counted,
        {{ is_cancelled_order('orders.status') }} as is_cancelled,
        {{ is_refund_row('orders.total_amount', 'orders.status') }} as is_refund
    from orders
    left join adjustments on orders.order_id = adjustments.order_id

)

select * from judged
