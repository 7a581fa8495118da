{{ config(materialized='view') }}

with orders as (

    select * from {{ ref('stg_orders') }}

),

judged as (

    select
        order_id,
        customer_id,
        ordered_at,
        status,
        total_amount as charged_amount,
        currency,
        source,
        store_id,
        promo_code,
        points,
        {{ is_counted_order('status', 'ordered_at', 'total_amount') }} as is_counted,
        {{ is_cancelled_order('status') }} as is_cancelled,
        {{ is_refund_row('total_amount', 'status') }} as is_refund
    from orders

)

select * from judged
