with landed as (

    {{ rows_not_withdrawn(source('raw', 'order_lines')) }}

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
