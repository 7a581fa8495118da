{%- set night = night() -%}
{%- set unchanged = night.definitions.items() | rejectattr('1.changed') | map('first') | list -%}
{%- set there = key_literals(customer_groups().keys() | list + night.get('unreadable', [])) -%}
{%- set known_before = key_literals(night.get('previous_keys', [])) -%}

with changed as (

    select
        group_key,
        customer_id,
        is_member,
        place
    from {{ ref('membership_roll') }}
    where
        was_member != is_member
        and place is not null

    union all

    select
        group_key,
        customer_id,
        is_member,
        row_number() over (partition by group_key order by customer_id) as place
    from {{ ref('membership_roll') }}
    where
        was_member != is_member
        and place is null

),

touched as (

    select * from {{ ref('touched_customers') }}
    {%- if not unchanged %}
    -- Every group is new or edited, and the cause of its membership events is its definition, whatever the data.
    where 1 = 0
    {%- endif %}

),

by_hand as (

    select * from {{ ref('int_manual_members') }}

),

survivors as (

    select * from {{ ref('stg_customer_survivors') }}

),

taken_over as (

    select * from {{ ref('memberships_taken_over') }}

),

-- Customers who were absorbed when the group was last built, and are separate customers again.
parted as (

    select
        absorbed_id as customer_id,
        changed_at,
        is_new
    from {{ ref('remembered_survivors') }}
    where survivor_id is null

),

-- Customers whose record the shop has withdrawn, and who were not absorbed. Not from `changed`, which DuckDB would keep
-- whole in memory to read it twice.
withdrawn as (

    select distinct customer_id from {{ ref('membership_roll') }}
    where
        was_member
        and not is_member
        and customer_id not in (select customers.customer_id from {{ ref('customers') }} as customers)

),

explained as (

    select
        changed.group_key,
        changed.customer_id,
        case when changed.is_member then 'joined' else 'left' end as event,
        case
            when changed.group_key in ({{ key_literals(night.get('disabled', [])) }}) then 'disabled'
            when changed.group_key not in ({{ there }}) then 'deleted'
            when survivors.absorbed_id is not null then 'merged'
            when changed.is_member and taken_over.customer_id is not null then 'merged'
            {%- for key, last_as_of in night.get('last_as_ofs', {}).items() %}
            when
                changed.group_key = '{{ key }}' and changed.is_member
                and parted.changed_at > timestamp '{{ last_as_of }}'
                then 'merged'
            {%- endfor %}
            when
                changed.group_key in ({{ known_before }}) and changed.is_member and parted.is_new
                then 'merged'
            when by_hand.action = case when changed.is_member then 'add' else 'remove' end then 'manual'
            when withdrawn.customer_id is not null then 'data'
            when changed.group_key not in ({{ key_literals(unchanged) }}) then 'definition'
            when touched.is_tonight or touched.last_file_id > {{ night.last_file_id }} then 'data'
            {%- if night.get('previous_as_of') %}
            when touched.last_at > timestamp '{{ night.previous_as_of }}' then 'data'
            {%- endif %}
            {%- for key, last_file_id in night.get('last_file_ids', {}).items() %}
            when
                changed.group_key = '{{ key }}'
                and (
                    touched.last_file_id > {{ last_file_id }}
                    or touched.last_at > timestamp '{{ night.last_as_ofs[key] }}'
                )
                then 'data'
            {%- endfor %}
            else 'time'
        end as cause,
        survivors.survivor_id,
        changed.place
    from changed
    left join touched on changed.customer_id = touched.customer_id
    left join by_hand on changed.group_key = by_hand.group_key and changed.customer_id = by_hand.customer_id
    left join survivors on changed.customer_id = survivors.absorbed_id
    left join taken_over on changed.group_key = taken_over.group_key and changed.customer_id = taken_over.customer_id
    left join parted on changed.customer_id = parted.customer_id
    left join withdrawn on changed.customer_id = withdrawn.customer_id

)

select
    group_key,
    customer_id,
    event,
    cause,
    -- Who the absorbed customer is from now on: with it, events alone tell for how long a person has belonged.
    case when event = 'left' and cause = 'merged' then survivor_id end as survivor_id,
    place
from explained
