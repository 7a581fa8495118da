with landed as (

    {{ of_surviving_customers(source('raw', 'page_views'), key=['viewed_at', 'url', 'product_id']) }}

),

known as (

    select
        customer_id,
        viewed_at,
        url,
        product_id
    from landed
    where viewed_at <= {{ as_of() }}

)

select * from known
