with landed as (

    {{ of_surviving_customers(source('raw', 'list_subscriptions'), key=['list', 'action', 'at']) }}

),

known as (

    select
        -- Qualified, because `list` and `at` alone are keywords.
        landed.list as list_name,
        landed.customer_id,
        landed.action,
        landed.at as acted_at
    from landed
    where landed.at <= {{ as_of() }}

)

select * from known
