with landed as (

    {{ of_surviving_customers(source('raw', 'store_credit')) }}

),

known as (

    select
        entry_id,
        customer_id,
        amount,
        occurred_at,
        note
    from landed
    where occurred_at <= {{ as_of() }}

)

select * from known
