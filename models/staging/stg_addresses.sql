with landed as (

    {{ of_surviving_customers(landed_addresses()) }}

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
