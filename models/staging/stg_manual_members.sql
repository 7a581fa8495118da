with landed as (

    select * from {{ source('raw', 'manual_members') }}

),

known as (

    select
        group_key,
        action,
        customer_id,
        phone,
        entered_by,
        reason,
        entered_at,
        expires_at
    from landed
    where entered_at <= {{ as_of() }}

)

select * from known
