with recursive turns as (

    select * from {{ ref('membership_turns') }}

),

absorbed as (

    select * from turns
    where survivor_id is not null

),

-- A survivor counts since the absorbed customer joined, and so does whoever absorbs that survivor later.
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

survivors as (

    select distinct
        group_key,
        customer_id
    from carried

),

periods as (

    select
        turns.group_key,
        turns.customer_id,
        turns.joined_at,
        turns.left_at
    from turns
    inner join survivors on turns.group_key = survivors.group_key and turns.customer_id = survivors.customer_id

    union all

    select
        events.group_key,
        events.customer_id,
        events.occurred_at as joined_at,
        cast(null as timestamp) as left_at
    from {{ ref('published_membership_events') }} as events
    inner join survivors on events.group_key = survivors.group_key and events.customer_id = survivors.customer_id
    left join turns on events.group_key = turns.group_key and events.customer_id = turns.customer_id
    where turns.group_key is null

),

starts as (

    select
        periods.group_key,
        periods.customer_id,
        periods.joined_at,
        min(carried.joined_at) as since
    from periods
    inner join carried
        on
            periods.group_key = carried.group_key
            and periods.customer_id = carried.customer_id
            and periods.joined_at <= carried.merged_at
            and (periods.left_at > carried.merged_at or periods.left_at is null)
    group by
        periods.group_key,
        periods.customer_id,
        periods.joined_at

)

select * from starts
