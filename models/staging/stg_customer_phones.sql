with survivors as (

    select * from {{ ref('stg_customer_survivors') }}

),

known as (

    select
        landed.customer_id as record_id,
        coalesce(survivors.survivor_id, landed.customer_id) as customer_id,
        {{ landed_phone('landed.phone') }} as normalised_phone
    from {{ source('raw', 'customers') }} as landed
    left join survivors on landed.customer_id = survivors.absorbed_id
    {{ join_landed_phones('landed.phone', 'landed.country') }}
    where
        landed.created_at <= {{ as_of() }}
        and {{ is_not_withdrawn('landed') }}

)

-- Those without a number, too: leaving them out here would have every number worked out twice.
select * from known
