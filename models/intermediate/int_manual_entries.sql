with entries as (

    select * from {{ ref('stg_manual_members') }}

),

phone_owners as (

    select * from {{ ref('int_phone_owners') }}

),

customers as (

    select customer_id from {{ ref('stg_customers') }}
    where customer_id in (select entries.customer_id from entries)

),

-- Groups that were deleted are known: what was entered for them has come to its end, and is no mistake.
groups as (

    {% if night().previous -%}
    select group_key from {{ previous_table('group_sizes') }}

    union

    {% endif -%}
    {% for key in customer_groups() -%}
    select '{{ key }}' as group_key
    union
    {% endfor -%}
    select cast(null as {{ dbt.type_string() }}) as group_key

),

-- An id says more than a phone number, should an entry have both.
resolved as (

    select
        entries.group_key,
        entries.action,
        entries.customer_id as given_customer_id,
        entries.phone,
        case
            when entries.customer_id is not null then customers.customer_id
            else phone_owners.customer_id
        end as customer_id,
        case
            when groups.group_key is null then 'no group has this key'
            when customers.customer_id is not null or phone_owners.customer_id is not null then null
            when entries.customer_id is not null then 'no customer has this id'
            when phone_owners.customer_count > 1
                then cast(phone_owners.customer_count as {{ dbt.type_string() }}) || ' customers have this phone number'
            else 'no customer has this phone number'
        end as fault,
        entries.entered_by,
        entries.reason,
        entries.entered_at,
        entries.expires_at
    from entries
    left join groups on entries.group_key = groups.group_key
    left join customers on entries.customer_id = customers.customer_id
    left join phone_owners
        on entries.normalised_phone = phone_owners.normalised_phone and entries.customer_id is null

)

select * from resolved
