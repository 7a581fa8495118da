with refunds as (

    select * from {{ ref('stg_refunds') }}

),

-- Every order that has refunds is among the adjustments, which are few.
adjustments as (

    select order_id from {{ ref('int_order_adjustments') }}

),

matched as (

    select
        refunds.refund_id,
        adjustments.order_id
    from refunds
    left join adjustments on refunds.order_id = adjustments.order_id

),

found as (

    select
        {{ finding(
            'refunds_of_unknown_orders', 'refunds', 'send the orders too: until then these refunds lessen nothing',
            count='count(*) - count(order_id)', out_of='count(*)',
            example='min(refund_id) filter (where order_id is null)') }}
    from matched

)

select * from found
