with landed as (

    {{ rows_not_withdrawn(source('raw', 'refunds')) }}

),

known as (

    select
        refund_id,
        order_id,
        amount,
        refunded_at,
        line_number,
        quantity,
        reason
    from landed
    where refunded_at <= {{ as_of() }}

)

select * from known
