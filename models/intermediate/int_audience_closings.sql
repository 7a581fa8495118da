{{ config(materialized='view') }}

{%- set lists = ['suppressions', 'list_subscriptions'] -%}
{%- set oldest = oldest_list() %}

with customers as (

    select
        accepts_email,
        accepts_sms
    from {{ ref('customers') }}

),

-- What people entered here is not the shop's list.
files as (

    select
        table_name,
        landed_at
    from {{ ref('stg_landed_files') }}
    where is_of_the_shop and table_name in ({{ text_literals('audiences', lists) }})

),

losses as (

    select * from {{ ref('stg_landing_losses') }}
    where is_open

),

without_consent as (

    select
        'no_consent' as reason,
        'customers' as table_name,
        cast(null as string) as file_name
    from customers
    having count(*) > 0 and count(accepts_email) = 0 and count(accepts_sms) = 0

),

never_landed as (

    select
        'never_landed' as reason,
        'suppressions' as table_name,
        cast(null as string) as file_name
    from files
    where table_name = 'suppressions'
    having {{ 'count(*) = 0' if has_blacklist() else '1 = 0' }}

),

lost as (

    select
        kind as reason,
        table_name,
        file_name
    from losses

),

too_old as (

    select
        'too_old' as reason,
        table_name,
        cast(null as string) as file_name
    from files
    group by table_name
    having {{ 'max(landed_at) < ' ~ timestamp_literal(oldest) if oldest else '1 = 0' }}

),

closings as (

    select * from without_consent

    union all

    select * from never_landed

    union all

    select * from lost

    union all

    select * from too_old

)

select * from closings
