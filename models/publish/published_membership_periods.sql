with periods as (

    select
        group_key,
        customer_id,
        joined_at,
        left_at,
        join_cause,
        leave_cause
    from {{ ref('membership_turns') }}

    union all

    -- Most have joined and never left.
    select
        events.group_key,
        events.customer_id,
        events.occurred_at as joined_at,
        cast(null as timestamp) as left_at,
        events.cause as join_cause,
        cast(null as {{ dbt.type_string() }}) as leave_cause
    from {{ ref('published_membership_events') }} as events
    left join {{ ref('membership_turns') }} as turns
        on events.group_key = turns.group_key and events.customer_id = turns.customer_id
    where turns.group_key is null

),

continued as (

    select
        periods.group_key,
        periods.customer_id,
        least(periods.joined_at, coalesce(starts.since, periods.joined_at)) as joined_at,
        periods.left_at,
        periods.join_cause,
        periods.leave_cause
    from periods
    left join {{ ref('membership_starts') }} as starts
        on
            periods.group_key = starts.group_key
            and periods.customer_id = starts.customer_id
            and periods.joined_at = starts.joined_at

)

select * from continued
