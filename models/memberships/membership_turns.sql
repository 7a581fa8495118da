-- The events are read in each place anew: DuckDB would keep a common table expression whole in memory to read it twice.
with left_once as (

    select distinct
        group_key,
        customer_id
    from {{ ref('published_membership_events') }}
    where event = 'left'

),

-- Joining and leaving take turns.
taking_turns as (

    select
        events.group_key,
        events.customer_id,
        events.event,
        events.occurred_at as joined_at,
        lead(events.occurred_at) over (
            partition by events.group_key, events.customer_id order by events.event_id
        ) as left_at,
        events.cause as join_cause,
        lead(events.cause) over (
            partition by events.group_key, events.customer_id order by events.event_id
        ) as leave_cause,
        lead(events.survivor_id) over (
            partition by events.group_key, events.customer_id order by events.event_id
        ) as survivor_id
    from {{ ref('published_membership_events') }} as events
    inner join left_once on events.group_key = left_once.group_key and events.customer_id = left_once.customer_id

),

turns as (

    select
        group_key,
        customer_id,
        joined_at,
        left_at,
        join_cause,
        leave_cause,
        survivor_id
    from taking_turns
    where event = 'joined'

)

select * from turns
