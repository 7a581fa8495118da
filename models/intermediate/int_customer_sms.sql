with sms_messages as (

    select * from {{ ref('stg_sms_messages') }}

),

matches as (

    select * from {{ ref('remembered_phone_matches') }}
    where table_name = 'sms_messages'

),

survivors as (

    select * from {{ ref('stg_customer_survivors') }}

),

-- Of the customer who had the number when the text was first matched; a later owner makes no difference.
sent as (

    select
        sms_messages.message_id,
        coalesce(survivors.survivor_id, matches.customer_id) as customer_id,
        sms_messages.first_word,
        sms_messages.received_at
    from sms_messages
    inner join matches on {{ as_text('sms_messages.message_id') }} = matches.entry_key
    left join survivors on matches.customer_id = survivors.absorbed_id
    where matches.customer_id is not null

)

select * from sent
