with landed as (

    select * from {{ source('raw', 'products') }}

),

known as (

    select
        product_id,
        name,
        category,
        labels
    from landed

)

select * from known
