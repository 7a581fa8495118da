{%- set night = night() -%}

with moves as (

    select * from {{ ref('membership_moves') }}

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
    from moves

)

select * from numbered
