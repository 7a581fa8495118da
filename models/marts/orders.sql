with orders as (

    select * from {{ ref('stg_orders') }}

),

judged as (

    select
        order_id,
        customer_id,
        ordered_at,
        status,
        total_amount,
        currency,
        source,
        store_id,
        promo_code,
        points,
        {{ is_counted_order('status', 'ordered_at') }} as is_counted,
        {{ is_cancelled_order('status') }} as is_cancelled
    from orders

)

select * from judged
