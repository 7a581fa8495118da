with numbers as (

    select * from {{ ref('stg_phone_numbers') }}
    where normalised_phone is null

),

customers as (

    select
        customers.customer_id as example,
        customers.phone,
        -- A phone that came with a merge was read by the country of the record that it is of.
        case
            when merged.customer_id is not null then merged.normalised_phone is null
            else numbers.phone is not null
        end as is_impossible
    from {{ ref('stg_customers') }} as customers
    left join numbers on customers.phone = numbers.phone and coalesce(customers.country, '') = numbers.country
    left join {{ ref('stg_merged_customers') }} as merged on customers.customer_id = merged.customer_id

),

sms_messages as (

    select
        sms_messages.message_id as example,
        sms_messages.phone,
        numbers.phone is not null as is_impossible
    from {{ ref('stg_sms_messages') }} as sms_messages
    left join numbers on sms_messages.phone = numbers.phone and numbers.country = ''

),

manual_members as (

    select
        manual_members.group_key as example,
        manual_members.phone,
        numbers.phone is not null as is_impossible
    from {{ ref('stg_manual_members') }} as manual_members
    left join numbers on manual_members.phone = numbers.phone and numbers.country = ''

),

-- Without an example: all that a suppression has is the number.
suppressions as (

    select
        cast(null as {{ dbt.type_string() }}) as example,
        suppressions.value as phone,
        numbers.phone is not null as is_impossible
    from {{ ref('stg_suppressions') }} as suppressions
    left join numbers on suppressions.value = numbers.phone and numbers.country = ''
    where suppressions.kind = 'phone'

),

found as (
    {%- for table in ['customers', 'sms_messages', 'manual_members', 'suppressions'] %}
    {{ 'union all' if not loop.first }}

    select
        {{ finding(
            'impossible_phone_number', table,
            'correct the numbers in the shop: these have too few or too many digits, and fit nobody',
            count="count(*) filter (where is_impossible and trim(phone) <> '')", out_of="count(*) filter (where trim(phone) <> '')",
            example='min(example) filter (where is_impossible)') }}
    from {{ table }}
    {%- endfor %}

)

select * from found
