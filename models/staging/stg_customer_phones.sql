with survivors as (

    select * from {{ ref('stg_customer_survivors') }}

),

landed as (

    select
        landed.customer_id,
        landed.phone,
        landed.country,
        {{ phone_digits('landed.phone') }} as digits
    from {{ source('raw', 'customers') }} as landed
    where
        (landed.created_at is null or landed.created_at <= {{ as_of() }})
        and {{ is_not_withdrawn('landed') }}

),

known as (

    select
        landed.customer_id as record_id,
        coalesce(survivors.survivor_id, landed.customer_id) as customer_id,
        {{ landed_phone('landed.phone', 'landed.digits') }} as normalised_phone
    from landed
    left join survivors on landed.customer_id = survivors.absorbed_id
    {{ join_landed_phones('landed.phone', 'landed.country') }}

)

-- Those without a number, too: leaving them out here would have every number worked out twice.
select * from known
