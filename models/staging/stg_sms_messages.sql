with landed as (

    {{ rows_not_withdrawn(source('raw', 'sms_messages')) }}

),

known as (

    select
        message_id,
        phone,
        {{ normalised_phone('phone') }} as normalised_phone,
        text,
        {{ first_word('text') }} as first_word,
        received_at
    from landed
    where received_at <= {{ as_of() }}

)

select * from known
