with landed as (

    select * from {{ source('raw', 'page_views') }}

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
