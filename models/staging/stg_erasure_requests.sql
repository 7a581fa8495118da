with landed as (

    {{ rows_not_withdrawn(source('raw', 'erasure_requests')) }}

),

known as (

    select
        customer_id,
        requested_at
    from landed
    where requested_at <= {{ as_of() }}

)

select * from known
