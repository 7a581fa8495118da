with sms_messages as (

    select * from {{ ref('stg_sms_messages') }}

),

manual_members as (

    select * from {{ ref('stg_manual_members') }}

),

asked as (

    select normalised_phone from sms_messages
    union
    select normalised_phone from manual_members

),

-- Normalising the numbers of all customers takes seconds, so it is done once, and only if a number is asked for.
customer_phones as (

    select * from {{ ref('stg_customer_phones') }}
    where normalised_phone in (select normalised_phone from asked)

),

owners as (

    select
        normalised_phone,
        count(distinct customer_id) as customer_count,
        case when count(distinct customer_id) = 1 then min(customer_id) end as customer_id,
        -- The survivor's own record, if it has the number.
        case
            when count(distinct customer_id) = 1
                then coalesce(min(case when record_id = customer_id then record_id end), min(record_id))
        end as record_id
    from customer_phones
    group by normalised_phone

)

select * from owners
