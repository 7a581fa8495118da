with landed as (

    {{ of_surviving_customers(source('raw', 'messages')) }}

),

known as (

    select
        message_id,
        customer_id,
        sent_at,
        channel,
        campaign,
        opened_at,
        clicked_at
    from landed
    where sent_at <= {{ as_of() }}

)

select * from known
