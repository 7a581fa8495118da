{%- set night = night() -%}
{%- set unchanged = night.definitions.items() | rejectattr('1.changed') | map('first') | list -%}

with changed as (

    select * from {{ ref('membership_roll') }}
    where was_member != is_member

),

touched as (

    select * from {{ ref('touched_customers') }}
    {%- if not unchanged %}
    -- Every group is new or edited, and the cause of its moves its definition, whatever the data.
    where 1 = 0
    {%- endif %}

),

by_hand as (

    select * from {{ ref('int_manual_members') }}

),

survivors as (

    select * from {{ ref('stg_customer_survivors') }}

),

explained as (

    select
        changed.group_key,
        changed.customer_id,
        case when changed.is_member then 'joined' else 'left' end as event,
        case
            when changed.group_key not in ({{ key_literals(customer_groups()) }}) then 'deleted'
            when survivors.absorbed_id is not null then 'merged'
            when by_hand.action = case when changed.is_member then 'add' else 'remove' end then 'manual'
            when changed.group_key not in ({{ key_literals(unchanged) }}) then 'definition'
            {%- for key, last_file_id in night.get('last_file_ids', {}).items() %}
            when changed.group_key = '{{ key }}' and touched.last_file_id > {{ last_file_id }} then 'data'
            {%- endfor %}
            when touched.last_file_id > {{ night.last_file_id }} then 'data'
            else 'time'
        end as cause
    from changed
    left join touched on changed.customer_id = touched.customer_id
    left join by_hand on changed.group_key = by_hand.group_key and changed.customer_id = by_hand.customer_id
    left join survivors on changed.customer_id = survivors.absorbed_id

)

select * from explained
