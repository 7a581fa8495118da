with landed as (

    {{ of_surviving_customers(source('raw', 'logins'), key=['logged_in_at']) }}

),

known as (

    select
        customer_id,
        logged_in_at
    from landed
    where logged_in_at <= {{ as_of() }}

)

select * from known
