{%- set night = night() -%}

with moves as (

    select * from {{ ref('membership_moves') }}

),

-- Numbered within each group, which sorts them group by group, on all threads and in little memory.
placed as (

    select
        group_key,
        customer_id,
        event,
        cause,
        survivor_id,
        row_number() over (partition by group_key order by customer_id) as place
    from moves

),

move_counts as (

    select
        group_key,
        count(*) as move_count
    from {{ ref('membership_roll') }}
    where was_member != is_member
    group by group_key

),

numbered_before as (

    select
        group_key,
        sum(move_count) over (order by group_key) - move_count as event_count
    from move_counts

),

numbered as (

    select
        cast({{ night.last_event_id }} + numbered_before.event_count + placed.place as bigint) as event_id,
        placed.group_key,
        placed.customer_id,
        placed.event,
        {{ as_of() }} as occurred_at,
        placed.cause,
        {{ text_literal(night.run_id) }} as run_id,
        placed.survivor_id
    from placed
    inner join numbered_before on placed.group_key = numbered_before.group_key

)

select * from numbered
