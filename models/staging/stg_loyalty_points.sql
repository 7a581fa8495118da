with landed as (

    {{ of_surviving_customers(source('raw', 'loyalty_points')) }}

),

known as (

    select
        entry_id,
        customer_id,
        points,
        kind,
        occurred_at,
        expires_at,
        order_id,
        note
    from landed
    where occurred_at <= {{ as_of() }}

)

select * from known
