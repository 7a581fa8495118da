with landed as (

    {{ of_surviving_customers(source('raw', 'list_subscriptions'), key=['list_name', 'action', 'acted_at']) }}

),

known as (

    select
        list_name,
        customer_id,
        action,
        acted_at
    from landed
    where acted_at <= {{ as_of() }}

)

select * from known
