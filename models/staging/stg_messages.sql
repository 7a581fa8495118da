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
        -- What was opened later is not known yet.
        case when opened_at <= {{ as_of() }} then opened_at end as opened_at,
        case when clicked_at <= {{ as_of() }} then clicked_at end as clicked_at
    from landed
    where sent_at <= {{ as_of() }}

)

select * from known
