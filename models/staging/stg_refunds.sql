with landed as (

    select * from {{ source('raw', 'refunds') }}

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
    where
        refunded_at <= {{ as_of() }}
        and coalesce(deleted_at > {{ as_of() }}, true)

)

select * from known
