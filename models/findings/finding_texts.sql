with sms_messages as (

    select * from {{ ref('stg_sms_messages') }}

),

phone_owners as (

    select * from {{ ref('int_phone_owners') }}

),

matches as (

    select * from {{ ref('remembered_phone_matches') }}
    where table_name = 'sms_messages'

),

-- Who sent a text: the customer that it was matched to, several who share the number, or nobody. One that was given
-- up in an earlier night has been told of.
senders as (

    select
        sms_messages.message_id,
        case when matches.customer_id is not null then 1 else coalesce(phone_owners.customer_count, 0) end
            as customer_count
    from sms_messages
    left join matches on {{ as_text('sms_messages.message_id') }} = matches.entry_key
    left join phone_owners on sms_messages.normalised_phone = phone_owners.normalised_phone
    where matches.entry_key is null or matches.customer_id is not null or matches.since = {{ as_of() }}

),

found as (

    select
        {{ finding(
            'texts_of_nobody', 'sms_messages',
            'send the customers who have these numbers; a text counts for nobody until exactly one customer has its number',
            count='count(*) filter (where customer_count != 1)', out_of='count(*)',
            example='min(message_id) filter (where customer_count != 1)',
            detail="cast(count(*) filter (where customer_count > 1) as " ~ dbt.type_string()
                ~ ") || ' of them are of numbers that several customers have'") }}
    from senders

)

select * from found
