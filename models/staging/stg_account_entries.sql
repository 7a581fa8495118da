with landed as (

    {{ of_surviving_customers(source('raw', 'account_entries')) }}

),

known as (

    select
        entry_id,
        customer_id,
        amount,
        kind,
        invoice_url,
        occurred_at
    from landed
    where occurred_at <= {{ as_of() }}

)

select * from known
