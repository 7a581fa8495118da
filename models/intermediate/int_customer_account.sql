with account_entries as (

    select * from {{ ref('stg_account_entries') }}

),

per_customer as (

    select
        customer_id,
        cast(sum(amount) as decimal(18, 2)) as account_balance
    from account_entries
    group by customer_id

)

select * from per_customer
