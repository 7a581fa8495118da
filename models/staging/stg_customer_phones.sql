with landed as (

    {{ of_surviving_customers(source('raw', 'customers')) }}

),

known as (

    select
        customer_id,
        {{ normalised_phone('phone') }} as normalised_phone
    from landed
    where created_at <= {{ as_of() }}

)

-- Those without a number, too: leaving them out here would have every number worked out twice.
select * from known
