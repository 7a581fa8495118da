with sms_messages as (

    select * from {{ ref('stg_sms_messages') }}

),

phone_owners as (

    select * from {{ ref('int_phone_owners') }}

),

sent as (

    select
        sms_messages.message_id,
        phone_owners.customer_id,
        sms_messages.first_word,
        sms_messages.received_at
    from sms_messages
    inner join phone_owners on sms_messages.normalised_phone = phone_owners.normalised_phone
    where phone_owners.customer_id is not null

)

select * from sent
