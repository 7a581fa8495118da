{{ config(materialized='table') }}

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

-- The survivor's own record is preferred, then that of the one absorbed last.
records as (

    select
        landed.*,
        {{ landed_phone('landed.phone') }} as normalised_phone,
        persons.survivor_id,
        row_number() over (
            partition by persons.survivor_id
            order by landed.customer_id = persons.survivor_id desc, persons.merged_at desc, landed.customer_id desc
        ) as preference
    from {{ source('raw', 'customers') }} as landed
    inner join persons on landed.customer_id = persons.customer_id
    {{ join_landed_phones('landed.phone', 'landed.country') }}
    where
        (landed.created_at is null or landed.created_at <= {{ as_of() }})
        and {{ is_not_withdrawn('landed') }}

),

merged as (

    select
        survivor_id as customer_id,
        {%- for column in [
            'first_name', 'last_name', 'email', 'phone', 'birth_date', 'gender', 'country', 'city', 'postcode',
            'source', 'store_id', 'account_limit',
        ] %}
        min_by({{ column }}, preference) filter (where {{ column }} is not null) as {{ column }},
        {%- endfor %}
        -- Of the record that has the phone, since it was read by that record's country. min_by passes over NULL on
        -- DuckDB, which is an answer here: the current number is not a possible one.
        nullif(min_by(coalesce(normalised_phone, ''), preference) filter (where phone is not null), '')
            as normalised_phone,
        min(created_at) as created_at,
        max({{ login_known_of('last_login_at') }}) as last_login_at,
        bool_or(in_loyalty_scheme) as in_loyalty_scheme,
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
        records.updated_at,
        coalesce(lower(trim(records.email)) = lower(trim(merged.email)), false) as is_of_email,
        coalesce(records.normalised_phone = merged.normalised_phone, false) as is_of_phone
    from records
    inner join merged on records.survivor_id = merged.customer_id

),

consents as (

    select
        customer_id,
        {{ consent_of_all('accepts_email', 'is_of_email') }} as accepts_email,
        {{ consent_of_all('accepts_sms', 'is_of_phone') }} as accepts_sms
    from said
    group by customer_id

),

filled as (

    select
        merged.*,
        consents.accepts_email,
        consents.accepts_sms
    from merged
    inner join consents on merged.customer_id = consents.customer_id

)

select * from filled
