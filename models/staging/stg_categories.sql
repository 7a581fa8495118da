with landed as (

    {{ rows_not_withdrawn(source('raw', 'categories')) }}

),

known as (

    select
        category,
        parent
    from landed

)

select * from known
