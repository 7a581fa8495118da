with landed as (

    select * from {{ source('raw', 'categories') }}

),

known as (

    select
        category,
        parent
    from landed

)

select * from known
