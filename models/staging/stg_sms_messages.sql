with landed as (

    {{ rows_not_withdrawn(source('raw', 'sms_messages')) }}

),

known as (

    select
        landed.message_id,
        landed.phone,
        {{ landed_phone('landed.phone') }} as normalised_phone,
        landed.text,
        {{ first_word('landed.text') }} as first_word,
        landed.received_at
    from landed
    {{ join_landed_phones('landed.phone') }}
    where landed.received_at <= {{ as_of() }}

)

select * from known
