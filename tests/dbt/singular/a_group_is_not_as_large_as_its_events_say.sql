-- All who ever joined less all who ever left are its members now; of a deleted group nobody is left.
with published as (

    select * from {{ ref('published_groups') }}

),

-- Those of published_membership_events, without numbering tonight's, which would sort them once more.
events as (

    select
        group_key,
        event
    from {{ ref('membership_moves') }}
    {%- if night().previous %}

    union all

    select
        group_key,
        event
    from {{ previous_table('membership_events') }}
    {%- endif %}

),

members_by_events as (

    select
        group_key,
        count(*) filter (where event = 'joined') - count(*) filter (where event = 'left') as members
    from events
    group by group_key

),

differing as (

    select
        coalesce(published.group_key, members_by_events.group_key) as group_key,
        coalesce(published.members, 0) as members,
        coalesce(members_by_events.members, 0) as members_by_events
    from published
    full outer join members_by_events on published.group_key = members_by_events.group_key
    where coalesce(published.members, 0) != coalesce(members_by_events.members, 0)

)

select * from differing
