{%- set night = night() -%}
{%- set unchanged = night.definitions.items() | rejectattr('1.changed') | map('first') | list -%}

with changed as (

    select * from {{ ref('membership_roll') }}
    where was_member != is_member

),

touched as (

    select * from {{ ref('touched_customers') }}

),

explained as (

    select
        changed.group_key,
        changed.customer_id,
        case when changed.is_member then 'joined' else 'left' end as event,
        case
            when changed.group_key not in ({{ key_literals(customer_groups()) }}) then 'deleted'
            when changed.group_key not in ({{ key_literals(unchanged) }}) then 'definition'
            {%- for key, last_file_id in night.get('last_file_ids', {}).items() %}
            when changed.group_key = '{{ key }}' and touched.last_file_id > {{ last_file_id }} then 'data'
            {%- endfor %}
            when touched.last_file_id > {{ night.last_file_id }} then 'data'
            else 'time'
        end as cause
    from changed
    left join touched on changed.customer_id = touched.customer_id

),

numbered as (

    select
        cast({{ night.last_event_id }} + row_number() over (order by group_key, customer_id) as bigint) as event_id,
        group_key,
        customer_id,
        event,
        {{ as_of() }} as occurred_at,
        cause,
        {{ text_literal(night.run_id) }} as run_id
    from explained

)

select * from numbered
