with landed as (

    {{ rows_not_withdrawn(source('raw', 'suppressions')) }}

),

known as (

    select
        kind,
        value,
        reason,
        added_at,
        coalesce(added_at <= {{ as_of() }}, true) as is_known
    from landed

)

select * from known
