with loyalty_points as (

    select * from {{ ref('stg_loyalty_points') }}

),

per_customer as (

    select
        customer_id,
        cast(sum(points) as bigint) as loyalty_points
    from loyalty_points
    group by customer_id

)

select * from per_customer
