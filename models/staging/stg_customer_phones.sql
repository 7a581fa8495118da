with landed as (

    {{ of_surviving_customers(source('raw', 'customers')) }}

),

known as (

    select
        customer_id,
        {{ normalised_phone('phone') }} as normalised_phone
    from landed
    where created_at <= {{ as_of() }}

),

with_a_phone as (

    select * from known
    where normalised_phone is not null

)

select * from with_a_phone
