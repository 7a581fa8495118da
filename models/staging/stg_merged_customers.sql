{{ config(materialized='table') }}

{%- set filled_up = [
    'first_name', 'last_name', 'email', 'phone', 'birth_date', 'gender', 'country', 'city', 'postcode', 'source',
    'store_id', 'account_limit',
] -%}

-- A table, because it is worked out of all customers and stg_customers, a view, is read several times.
with survivors as (

    select * from {{ ref('stg_customer_survivors') }}

),

persons as (

    select distinct
        survivor_id as customer_id,
        survivor_id,
        cast(null as timestamp) as merged_at
    from survivors

    union all

    select
        absorbed_id as customer_id,
        survivor_id,
        merged_at
    from survivors

),

edits as (

    select * from {{ ref('stg_standing_edits') }}

),

-- What was said of consent by hand was said when it was entered, whatever the shop changed at its record later.
consent_edits as (

    select
        record_id,
        max(case when column_name = 'accepts_email' then entered_at end) as email_entered_at,
        max(case when column_name = 'accepts_sms' then entered_at end) as sms_entered_at,
        bool_or(column_name = 'in_loyalty_scheme') as is_loyalty_by_hand
    from edits
    group by record_id

),

-- The survivor's own record is preferred, then that of the one absorbed last.
records as (

    select
        landed.*,
        {{ landed_phone('landed.phone') }} as normalised_phone,
        persons.survivor_id,
        coalesce(consent_edits.email_entered_at, landed.updated_at) as email_said_at,
        coalesce(consent_edits.sms_entered_at, landed.updated_at) as sms_said_at,
        -- By hand a person answers for themselves, not for the address of one record.
        landed.customer_id = persons.survivor_id and consent_edits.email_entered_at is not null as is_email_by_hand,
        landed.customer_id = persons.survivor_id and consent_edits.sms_entered_at is not null as is_sms_by_hand,
        landed.customer_id = persons.survivor_id and consent_edits.is_loyalty_by_hand as is_loyalty_by_hand,
        row_number() over (
            partition by persons.survivor_id
            order by landed.customer_id = persons.survivor_id desc, persons.merged_at desc, landed.customer_id desc
        ) as preference
    from {{ landed_customers() }} as landed
    inner join persons on landed.customer_id = persons.customer_id
    left join consent_edits on landed.customer_id = consent_edits.record_id
    {{ join_landed_phones('landed.phone', 'landed.country') }}
    where
        {{ is_registered('landed.created_at') }}
        and {{ is_not_withdrawn('landed') }}

),

merged as (

    select
        survivor_id as customer_id,
        {%- for column in filled_up if column != 'source' %}
        min_by({{ column }}, preference) filter (where {{ column }} is not null) as {{ column }},
        {%- endfor %}
        -- Who has registered is a guest no more, whether or not the shop says where they came from.
        min_by(source, preference) filter (where source is not null and preference = 1 or source != 'guest') as source,
        -- Of the record that has the phone, since it was read by that record's country. min_by passes over NULL on
        -- DuckDB, which is an answer here: the current number is not a possible one.
        nullif(min_by(coalesce(normalised_phone, ''), preference) filter (where phone is not null), '')
            as normalised_phone,
        min(created_at) as created_at,
        max({{ login_known_of('last_login_at') }}) as last_login_at,
        coalesce(
            bool_or(case when is_loyalty_by_hand then in_loyalty_scheme end), bool_or(in_loyalty_scheme)
        ) as in_loyalty_scheme,
        max(updated_at) as updated_at
    from records
    group by survivor_id

),

-- What each record says about consent, and whether it says so of the current address.
said as (

    select
        records.survivor_id as customer_id,
        records.accepts_email,
        records.accepts_sms,
        records.email_said_at,
        records.sms_said_at,
        records.is_email_by_hand or coalesce(lower(trim(records.email)) = lower(trim(merged.email)), false)
            as is_of_email,
        records.is_sms_by_hand or coalesce(records.normalised_phone = merged.normalised_phone, false) as is_of_phone
    from records
    inner join merged on records.survivor_id = merged.customer_id

),

consents as (

    select
        customer_id,
        {{ consent_of_all('accepts_email', 'is_of_email', 'email_said_at') }} as accepts_email,
        {{ consent_of_all('accepts_sms', 'is_of_phone', 'sms_said_at') }} as accepts_sms
    from said
    group by customer_id

),

-- What a person emptied stays empty, whatever an absorbed record has there.
emptied as (

    select
        {%- for column in filled_up %}
        bool_or(column_name = '{{ column }}') as {{ column }},
        {%- endfor %}
        record_id
    from edits
    where value is null
    group by record_id

),

filled as (

    select
        merged.customer_id,
        {%- for column in filled_up %}
        case when emptied.{{ column }} then null else merged.{{ column }} end as {{ column }},
        {%- endfor %}
        case when emptied.phone then null else merged.normalised_phone end as normalised_phone,
        merged.created_at,
        merged.last_login_at,
        merged.in_loyalty_scheme,
        merged.updated_at,
        consents.accepts_email,
        consents.accepts_sms
    from merged
    inner join consents on merged.customer_id = consents.customer_id
    left join emptied on merged.customer_id = emptied.record_id

)

select * from filled
