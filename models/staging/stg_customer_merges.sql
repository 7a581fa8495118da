with landed as (

    {{ rows_not_withdrawn(source('raw', 'customer_merges')) }}

),

known as (

    select
        survivor_id,
        absorbed_id,
        merged_at
    from landed
    where merged_at <= {{ as_of() }}

)

select * from known
