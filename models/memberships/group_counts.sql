{%- set night = night() -%}

with roll as (

    select * from {{ ref('membership_roll') }}

),

events_of_the_night as (

    select
        group_key,
        event
    from {{ ref('membership_changes') }}
    {%- if night.previous %}

    union all

    -- A night that is run again finds its own events in the last generation and reports the same figures.
    select
        group_key,
        event
    from {{ previous_table('membership_events') }}
    where occurred_at = {{ as_of() }}
    {%- endif %}

),

members as (

    select
        group_key,
        count(*) filter (where is_member) as members
    from roll
    group by group_key

),

moves as (

    select
        group_key,
        count(*) filter (where event = 'joined') as joined,
        count(*) filter (where event = 'left') as left_count
    from events_of_the_night
    group by group_key

),

counted as (

    select
        coalesce(members.group_key, moves.group_key) as group_key,
        coalesce(members.members, 0) as members,
        coalesce(moves.joined, 0) as joined,
        coalesce(moves.left_count, 0) as left_count
    from members
    full outer join moves on members.group_key = moves.group_key

)

select * from counted
