with landed as (

    {{ rows_not_withdrawn(source('raw', 'suppressions')) }}

),

known as (

    select
        kind,
        value,
        reason,
        added_at
    from landed
    where added_at <= {{ as_of() }}

)

select * from known
