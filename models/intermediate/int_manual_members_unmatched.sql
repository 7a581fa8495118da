with entries as (

    select * from {{ ref('int_manual_entries') }}

),

ranked as (

    select
        group_key,
        action,
        given_customer_id as customer_id,
        phone,
        fault as reason,
        entered_by,
        entered_at,
        expires_at,
        row_number() over (
            partition by group_key, given_customer_id, phone
            order by entered_at desc, action desc, expires_at desc nulls first, entered_by asc
        ) as newness
    from entries
    where
        fault is not null
        and not is_over
        and coalesce(expires_at > {{ as_of() }}, true)

),

-- What was entered again for the same group and number is reported once.
unmatched as (

    select
        group_key,
        action,
        customer_id,
        phone,
        reason,
        entered_by,
        entered_at,
        expires_at
    from ranked
    where newness = 1

)

select * from unmatched
