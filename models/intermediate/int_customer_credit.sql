with store_credit as (

    select * from {{ ref('stg_store_credit') }}

),

per_customer as (

    select
        customer_id,
        cast(sum(amount) as decimal(18, 2)) as store_credit
    from store_credit
    group by customer_id

)

select * from per_customer
