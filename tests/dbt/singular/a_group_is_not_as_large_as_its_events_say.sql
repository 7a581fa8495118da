-- Everybody who ever joined less everybody who ever left is who is in it now; of a deleted group nobody is left.
with published as (

    select * from {{ ref('published_groups') }}

),

events as (

    select
        group_key,
        count(*) filter (where event = 'joined') - count(*) filter (where event = 'left') as members
    from {{ ref('published_membership_events') }}
    group by group_key

),

differing as (

    select
        coalesce(published.group_key, events.group_key) as group_key,
        coalesce(published.members, 0) as members,
        coalesce(events.members, 0) as members_by_events
    from published
    full outer join events on published.group_key = events.group_key
    where coalesce(published.members, 0) != coalesce(events.members, 0)

)

select * from differing
