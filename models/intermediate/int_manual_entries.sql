with entries as (

    select * from {{ ref('stg_manual_members') }}

),

matches as (

    select * from {{ ref('remembered_phone_matches') }}
    where table_name = 'manual_members'

),

phone_owners as (

    select * from {{ ref('int_phone_owners') }}

),

-- Groups that have ended are known: what was entered for them has come to its end, and is not a mistake.
groups as (

    select * from {{ ref('remembered_groups') }}

),

survivors as (

    select * from {{ ref('stg_customer_survivors') }}

),

-- An id says more than a phone number, should an entry have both. A number is the customer's who had it alone when the
-- entry was first matched.
named as (

    select
        entries.*,
        matches.entry_key is not null as is_settled,
        matches.since,
        coalesce(entries.customer_id, survivors.survivor_id, matches.customer_id) as named_customer_id
    from entries
    left join matches on entries.entry_key = matches.entry_key and entries.customer_id is null
    left join survivors on matches.customer_id = survivors.absorbed_id

),

customers as (

    select customer_id from {{ ref('stg_customers') }}
    where customer_id in (select named.named_customer_id from named)

),

resolved as (

    select
        named.group_key,
        named.action,
        named.customer_id as given_customer_id,
        named.phone,
        customers.customer_id,
        case
            when groups.group_key is null then 'no group has this key'
            when named.customer_id is not null and customers.customer_id is null then 'no customer has this id'
            -- An entry for a customer who is not there tonight waits for them; what was given up is listed in that
            -- night alone.
            when named.named_customer_id is not null or (named.is_settled and named.since != {{ as_of() }}) then null
            when phone_owners.customer_count > 1
                then {{ as_text('phone_owners.customer_count') }} || ' customers have this phone number'
            else 'no customer has this phone number'
        end || case
            when named.is_settled and groups.group_key is not null then ', and it is not looked up again' else ''
        end as fault,
        -- What was entered for a group ends with it; one that is written again under its key begins without.
        coalesce(named.entered_at <= groups.ended_at, false) as is_over,
        named.entered_by,
        named.reason,
        named.entered_at,
        named.expires_at
    from named
    left join groups on named.group_key = groups.group_key
    left join customers on named.named_customer_id = customers.customer_id
    left join phone_owners on named.normalised_phone = phone_owners.normalised_phone and named.customer_id is null

)

select * from resolved
