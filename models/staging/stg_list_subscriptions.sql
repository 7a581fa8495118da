with landed as (

    select * from {{ source('raw', 'list_subscriptions') }}

),

known as (

    select
        list as list_name,
        customer_id,
        action,
        -- Qualified, because `at` alone is a keyword.
        landed.at as acted_at
    from landed
    where landed.at <= {{ as_of() }}

)

select * from known
