with loyalty_points as (

    select * from {{ ref('stg_loyalty_points') }}

),

expired as (

    select * from {{ ref('int_expired_points') }}

),

entered as (

    select
        customer_id,
        sum(points) as points
    from loyalty_points
    group by customer_id

),

per_customer as (

    select
        entered.customer_id,
        cast(entered.points - coalesce(expired.expired_points, 0) as bigint) as loyalty_points
    from entered
    left join expired on entered.customer_id = expired.customer_id

)

select * from per_customer
