with logins as (

    select * from {{ ref('stg_logins') }}

),

per_customer as (

    select
        customer_id,
        max(logged_in_at) as last_logged_in_at
    from logins
    group by customer_id

)

select * from per_customer
