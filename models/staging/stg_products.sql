with landed as (

    {{ rows_not_withdrawn(source('raw', 'products')) }}

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
