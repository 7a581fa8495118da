with recursive events as (

    select * from {{ ref('published_membership_events') }}

),

-- Joining and leaving take turns.
numbered as (

    select
        group_key,
        customer_id,
        event,
        occurred_at,
        cause,
        lead(occurred_at) over (partition by group_key, customer_id order by event_id) as left_at,
        lead(cause) over (partition by group_key, customer_id order by event_id) as leave_cause,
        lead(survivor_id) over (partition by group_key, customer_id order by event_id) as survivor_id
    from events

),

own as (

    select
        group_key,
        customer_id,
        occurred_at as joined_at,
        left_at,
        cause as join_cause,
        leave_cause,
        survivor_id
    from numbered
    where event = 'joined'

),

absorbed as (

    select
        group_key,
        customer_id,
        survivor_id,
        joined_at,
        left_at
    from own
    where survivor_id is not null

),

-- A survivor has belonged since the absorbed did; and whoever absorbs the survivor later, too.
carried as (

    select
        group_key,
        survivor_id as customer_id,
        left_at as merged_at,
        joined_at
    from absorbed

    union all

    select
        absorbed.group_key,
        absorbed.survivor_id as customer_id,
        absorbed.left_at as merged_at,
        carried.joined_at
    from carried
    inner join absorbed
        on
            carried.group_key = absorbed.group_key
            and carried.customer_id = absorbed.customer_id
            and carried.merged_at >= absorbed.joined_at
            and carried.merged_at < absorbed.left_at

),

taken_over as (

    select
        own.group_key,
        own.customer_id,
        own.joined_at,
        min(carried.joined_at) as since
    from own
    inner join carried
        on
            own.group_key = carried.group_key
            and own.customer_id = carried.customer_id
            and own.joined_at <= carried.merged_at
            and (own.left_at > carried.merged_at or own.left_at is null)
    group by
        own.group_key,
        own.customer_id,
        own.joined_at

),

periods as (

    select
        own.group_key,
        own.customer_id,
        least(own.joined_at, coalesce(taken_over.since, own.joined_at)) as joined_at,
        own.left_at,
        own.join_cause,
        own.leave_cause
    from own
    left join taken_over
        on
            own.group_key = taken_over.group_key
            and own.customer_id = taken_over.customer_id
            and own.joined_at = taken_over.joined_at

)

select * from periods
