with landed as (

    select * from {{ source('raw', 'wishlist_items') }}

),

known as (

    select
        customer_id,
        product_id,
        added_at,
        removed_at
    from landed
    where added_at <= {{ as_of() }}

)

select * from known
