with sms_messages as (

    select * from {{ ref('stg_sms_messages') }}

),

phone_owners as (

    select * from {{ ref('int_phone_owners') }}

),

-- Whom a text is from: one customer, several who share the number, or nobody.
senders as (

    select
        sms_messages.message_id,
        coalesce(phone_owners.customer_count, 0) as customer_count
    from sms_messages
    left join phone_owners on sms_messages.normalised_phone = phone_owners.normalised_phone

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
