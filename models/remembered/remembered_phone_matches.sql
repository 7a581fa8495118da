{%- set oldest = timestamp_literal(as_of_moment() - modules.datetime.timedelta(days=var('phone_match_days'))) -%}

with manual_members as (

    select * from {{ ref('stg_manual_members') }}

),

sms_messages as (

    select * from {{ ref('stg_sms_messages') }}

),

phone_owners as (

    select * from {{ ref('int_phone_owners') }}

),

before as (

    {% if is_remembered('remembered_phone_matches') -%}
    select
        table_name,
        entry_key,
        customer_id,
        since
    from {{ remembered('remembered_phone_matches') }}
    {%- else -%}
    select
        cast(null as {{ dbt.type_string() }}) as table_name,
        cast(null as {{ dbt.type_string() }}) as entry_key,
        cast(null as {{ sql_type(var('id_type')) }}) as customer_id,
        cast(null as timestamp) as since
    where 1 = 0
    {%- endif %}

),

entries as (

    select
        'manual_members' as table_name,
        entry_key,
        normalised_phone,
        entered_at as sent_at
    from manual_members
    where customer_id is null

    union all

    select
        'sms_messages' as table_name,
        {{ as_text('message_id') }} as entry_key,
        normalised_phone,
        received_at as sent_at
    from sms_messages

),

-- What came too long ago is looked up in the night that first sees it, and then given up.
looked_up as (

    select
        entries.table_name,
        entries.entry_key,
        phone_owners.record_id as customer_id,
        entries.sent_at < {{ oldest }} as is_old
    from entries
    left join before on entries.table_name = before.table_name and entries.entry_key = before.entry_key
    left join phone_owners on entries.normalised_phone = phone_owners.normalised_phone
    where before.entry_key is null

),

matches as (

    select
        table_name,
        entry_key,
        customer_id,
        since,
        false as is_new
    from before

    union all

    select
        table_name,
        entry_key,
        customer_id,
        {{ as_of() }} as since,
        true as is_new
    from looked_up
    where customer_id is not null or is_old

)

select * from matches
