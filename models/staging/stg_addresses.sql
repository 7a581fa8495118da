with landed as (

    select * from {{ source('raw', 'addresses') }}

),

known as (

    select
        address_id,
        customer_id,
        label,
        line1,
        postcode,
        city,
        country
    from landed

)

select * from known
