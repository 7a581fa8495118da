with landed as (

    select * from {{ source('raw', 'loyalty_points') }}

),

known as (

    select
        entry_id,
        customer_id,
        points,
        kind,
        occurred_at,
        order_id,
        note
    from landed
    where occurred_at <= {{ as_of() }}

)

select * from known
