with reviews as (

    select * from {{ ref('stg_reviews') }}

),

per_customer as (

    select
        customer_id,
        cast(count(*) as bigint) as review_count
    from reviews
    group by customer_id

)

select * from per_customer
