with landed as (

    select * from {{ source('raw', 'sms_messages') }}

),

known as (

    select
        message_id,
        phone,
        text,
        received_at
    from landed
    where received_at <= {{ as_of() }}

)

select * from known
