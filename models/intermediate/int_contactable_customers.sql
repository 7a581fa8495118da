{%- set pattern = '^[^@\\s]+@[^@\\s]+[.][^@\\s]+$' %}

with customers as (

    select
        customer_id,
        email,
        phone,
        accepts_email,
        accepts_sms
    from {{ ref('customers') }}

),

-- Whoever has not agreed is not looked up.
phones as (

    select * from {{ ref('int_customer_phones') }}
    where
        customer_id in (
            select customer_id from customers
            where accepts_sms
        )

),

suppressions as (

    select * from {{ ref('stg_suppressions') }}

),

suppressed_addresses as (

    select * from {{ ref('int_suppressed_addresses') }}

),

absorbed_addresses as (

    select * from {{ ref('stg_absorbed_addresses') }}

),

actions as (

    select * from {{ ref('stg_latest_list_actions') }}

),

edits as (

    select * from {{ ref('stg_standing_edits') }}

),

closings as (

    select count(*) > 0 as are_closed from {{ ref('int_audience_closings') }}

),

-- Whoever absorbed somebody whose address is suppressed.
tainted as (

    select
        absorbed_addresses.customer_id,
        bool_or(absorbed_addresses.kind = 'email') as is_email_suppressed,
        bool_or(absorbed_addresses.kind = 'phone') as is_phone_suppressed
    from absorbed_addresses
    inner join suppressed_addresses
        on
            absorbed_addresses.kind = suppressed_addresses.kind
            and absorbed_addresses.address = suppressed_addresses.address
    group by absorbed_addresses.customer_id

),

suppressed_emails as (

    select address from suppressed_addresses
    where kind = 'email'

),

suppressed_phones as (

    select address from suppressed_addresses
    where kind = 'phone'

),

-- A suppressed number without a country's code may be of any country: it is avoided in each.
suppressed_digits as (

    select distinct {{ phone_digits('value') }} as digits
    from suppressions
    where kind = 'phone'

),

-- A yes that somebody entered is as good as a subscription: it ends with a later no, and outweighs an earlier one.
opt_ins as (

    select
        customer_id,
        max(case when column_name = 'accepts_email' then entered_at end) as opted_in_by_email_at,
        max(case when column_name = 'accepts_sms' then entered_at end) as opted_in_by_sms_at
    from edits
    where column_name in ('accepts_email', 'accepts_sms') and {{ edited_value('value', 'boolean') }}
    group by customer_id

),

newest_actions as (

    select
        {%- for channel in ['email', 'sms'] %}
        max(case when {{ is_list_of_consent(channel) }} then unsubscribed_at end) as unsubscribed_by_{{ channel }}_at,
        max(case when {{ is_list_of_consent(channel) }} then subscribed_at end) as subscribed_by_{{ channel }}_at,
        {%- endfor %}
        customer_id
    from actions
    group by customer_id

),

unsubscribed as (

    select
        {%- for channel in ['email', 'sms'] %}
        coalesce(
            newest_actions.unsubscribed_by_{{ channel }}_at >= greatest(
                coalesce(newest_actions.subscribed_by_{{ channel }}_at, timestamp '0001-01-01 00:00:00'),
                coalesce(opt_ins.opted_in_by_{{ channel }}_at, timestamp '0001-01-01 00:00:00')
            ),
            false
        ) as is_unsubscribed_by_{{ channel }},
        {%- endfor %}
        newest_actions.customer_id
    from newest_actions
    left join opt_ins on newest_actions.customer_id = opt_ins.customer_id

),

judged as (

    select
        customers.customer_id,
        case
            when not coalesce(customers.accepts_email, false) then 'not_accepted'
            when not coalesce({{ regex_found('customers.email', pattern) }}, false) then 'no_address'
            when suppressed_emails.address is not null then 'suppressed'
            when coalesce(tainted.is_email_suppressed, false) then 'suppressed'
            when coalesce(unsubscribed.is_unsubscribed_by_email, false) then 'unsubscribed'
            when closings.are_closed then 'closed'
        end as not_by_email,
        case
            when not coalesce(customers.accepts_sms, false) then 'not_accepted'
            when phones.normalised_phone is null then 'no_address'
            when suppressed_phones.address is not null then 'suppressed'
            when coalesce(tainted.is_phone_suppressed, false) then 'suppressed'
            when suppressed_digits.digits is not null then 'suppressed'
            when coalesce(unsubscribed.is_unsubscribed_by_sms, false) then 'unsubscribed'
            when closings.are_closed then 'closed'
        end as not_by_sms
    from customers
    cross join closings
    left join phones on customers.customer_id = phones.customer_id
    left join tainted on customers.customer_id = tainted.customer_id
    left join suppressed_emails on {{ contact_email('customers.email') }} = suppressed_emails.address
    left join suppressed_phones on phones.normalised_phone = suppressed_phones.address
    -- One equality: with a condition beside it, DuckDB would compare every customer with every number.
    left join suppressed_digits
        on case when customers.accepts_sms then {{ phone_digits('customers.phone') }} end = suppressed_digits.digits
    left join unsubscribed on customers.customer_id = unsubscribed.customer_id

)

select * from judged
