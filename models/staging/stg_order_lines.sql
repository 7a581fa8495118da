with landed as (

    select * from {{ source('raw', 'order_lines') }}

),

known as (

    select
        order_id,
        line_number,
        product_id,
        quantity,
        unit_price
    from landed

)

select * from known
