{{ config(materialized='table') }}


-- A table, because the staging of customers, a view over all of them, asks it several times.
with survivors as (

    select * from {{ ref('stg_customer_survivors') }}

),

-- The latest entry for a column is the one that counts; if it has ended, none does.
latest as (

    select
        edits.customer_id as record_id,
        coalesce(survivors.survivor_id, edits.customer_id) as customer_id,
        edits.column_name,
        edits.value,
        edits.entered_by,
        edits.reason,
        edits.entered_at,
        edits.is_overtaken
    from {{ ref('stg_customer_edits') }} as edits
    left join survivors on edits.customer_id = survivors.absorbed_id
    qualify row_number() over (partition by edits.customer_id, edits.column_name order by edits.entered_at desc) = 1

),

standing as (

    select * from latest
    where not is_overtaken

),

consents as (

    select
        record_id,
        customer_id,
        column_name,
        entered_at,
        {{ edited_value('value', 'boolean') }} as is_yes,
        case column_name when 'accepts_email' then 'email' else 'phone' end as kind
    from standing
    where column_name in ('accepts_email', 'accepts_sms')

),

-- A later action on a list for the opposite: one list is enough, since a person is asked once for all.
ended_by_list as (

    select
        consents.record_id,
        consents.column_name
    from consents
    inner join {{ ref('stg_list_subscriptions') }} as actions on consents.customer_id = actions.customer_id
    where
        consents.column_name = 'accepts_email'
        and actions.acted_at > consents.entered_at
        and actions.action = case when consents.is_yes then 'unsubscribed' else 'subscribed' end
        and {{ is_list_of_consent('email') }}

),

persons as (

    select
        absorbed_id as record_id,
        survivor_id
    from survivors

    union all

    select
        customer_id as record_id,
        customer_id as survivor_id
    from consents

),

-- Where the customer is reached: by what the shop sends, and by what was entered.
addresses as (

    select
        consents.record_id,
        consents.column_name,
        consents.entered_at,
        consents.kind,
        case
            when consents.kind = 'email' then {{ contact_address("'email'", 'landed.email') }}
            else {{ landed_phone('landed.phone') }}
        end as address
    from consents
    inner join persons on consents.customer_id = persons.survivor_id
    inner join {{ source('raw', 'customers') }} as landed on persons.record_id = landed.customer_id
    {{ join_landed_phones('landed.phone', 'landed.country') }}
    where consents.is_yes and {{ is_not_withdrawn('landed') }}

    union all

    select
        consents.record_id,
        consents.column_name,
        consents.entered_at,
        consents.kind,
        {{ contact_address('consents.kind', 'standing.value') }} as address
    from consents
    inner join standing
        on consents.customer_id = standing.customer_id and consents.kind = standing.column_name
    {{ join_landed_phones('standing.value') }}
    where consents.is_yes

),

suppressions as (

    select
        landed.kind,
        landed.added_at,
        {{ contact_address('landed.kind', 'landed.value') }} as address
    from {{ source('raw', 'suppressions') }} as landed
    {{ join_landed_phones('landed.value') }}
    where landed.added_at <= {{ as_of() }}

),

-- A suppression ends an opt-in for good, also one that was withdrawn later.
ended_by_suppression as (

    select
        addresses.record_id,
        addresses.column_name
    from addresses
    inner join suppressions on addresses.kind = suppressions.kind and addresses.address = suppressions.address
    where suppressions.added_at > addresses.entered_at

),

ended as (

    select
        record_id,
        column_name
    from ended_by_list

    union

    select
        record_id,
        column_name
    from ended_by_suppression

),

in_force as (

    select
        standing.record_id,
        standing.customer_id,
        standing.column_name,
        standing.value,
        standing.entered_by,
        standing.reason,
        standing.entered_at
    from standing
    left join ended on standing.record_id = ended.record_id and standing.column_name = ended.column_name
    where ended.record_id is null

)

select * from in_force
