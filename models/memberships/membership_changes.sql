{%- set night = night() -%}

with moves as (

    select * from {{ ref('membership_moves') }}

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
        cast({{ night.last_event_id }} + numbered_before.event_count + moves.place as bigint) as event_id,
        moves.group_key,
        moves.customer_id,
        moves.event,
        {{ as_of() }} as occurred_at,
        moves.cause,
        {{ text_literal(night.run_id) }} as run_id,
        moves.survivor_id
    from moves
    inner join numbered_before on moves.group_key = numbered_before.group_key

)

select * from numbered
