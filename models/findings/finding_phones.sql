with numbers as (

    select * from {{ ref('stg_phone_numbers') }}
    where normalised_phone is null

),

customers as (

    select
        customers.customer_id as example,
        customers.phone,
        numbers.phone is not null as is_impossible
    from {{ ref('stg_customers') }} as customers
    left join numbers on customers.phone = numbers.phone and coalesce(customers.country, '') = numbers.country

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

found as (
    {%- for table in ['customers', 'sms_messages', 'manual_members'] %}
    {{ 'union all' if not loop.first }}

    select
        {{ finding(
            'impossible_phone_number', table,
            'correct the numbers in the shop: these have too few or too many digits, and fit nobody',
            count='count(*) filter (where is_impossible)', out_of="count(*) filter (where trim(phone) <> '')",
            example='min(example) filter (where is_impossible)') }}
    from {{ table }}
    {%- endfor %}

)

select * from found
