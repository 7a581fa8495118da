with landed as (

    {{ of_surviving_customers(source('raw', 'reviews')) }}

),

known as (

    select
        review_id,
        customer_id,
        product_id,
        rating,
        reviewed_at
    from landed
    where reviewed_at <= {{ as_of() }}

)

select * from known
