with landed as (

    {{ of_surviving_customers(source('raw', 'wishlist_items'), key=['product_id', 'added_at']) }}

),

known as (

    select
        customer_id,
        product_id,
        added_at,
        case when removed_at <= {{ as_of() }} then removed_at end as removed_at
    from landed
    where added_at <= {{ as_of() }}

)

select * from known
