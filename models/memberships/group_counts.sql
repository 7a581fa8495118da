{%- set night = night() -%}

with tonight as (

    select
        group_key,
        count(*) filter (where is_member) as members,
        count(*) filter (where is_member and not was_member) as joined,
        count(*) filter (where was_member and not is_member) as left_count
    from {{ ref('membership_roll') }}
    group by group_key
    {%- if night.previous %}

    union all

    -- A night that is run again finds its own events in the last generation and reports the same figures.
    select
        group_key,
        0 as members,
        count(*) filter (where event = 'joined') as joined,
        count(*) filter (where event = 'left') as left_count
    from {{ previous_table('membership_events') }}
    where occurred_at = {{ as_of() }}
    group by group_key
    {%- endif %}

),

counted as (

    select
        group_key,
        cast(sum(members) as bigint) as members,
        cast(sum(joined) as bigint) as joined,
        cast(sum(left_count) as bigint) as left_count
    from tonight
    group by group_key

)

select * from counted
