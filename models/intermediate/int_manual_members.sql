with entries as (

    select * from {{ ref('int_manual_entries') }}

),

-- The latest entry decides, and one that has expired never was: the entry before it holds again. Of two of the
-- same moment the removal decides, since somebody wrongly in a group does more harm than somebody wrongly out of it.
ranked as (

    select
        group_key,
        customer_id,
        action,
        entered_by,
        reason,
        entered_at,
        expires_at,
        row_number() over (
            partition by group_key, customer_id
            order by entered_at desc, action desc, expires_at desc nulls first, entered_by asc, reason asc
        ) as newness
    from entries
    where
        fault is null
        and customer_id is not null
        and not is_over
        and coalesce(expires_at > {{ as_of() }}, true)

),

in_force as (

    select
        group_key,
        customer_id,
        action,
        entered_by,
        reason,
        entered_at,
        expires_at
    from ranked
    where newness = 1

)

select * from in_force
