with survivors as (

    select * from {{ ref('stg_customer_survivors') }}

),

known as (

    select
        coalesce(survivors.survivor_id, landed.customer_id) as customer_id,
        {{ contact_address("'email'", 'landed.email') }} as email,
        {{ landed_phone('landed.phone') }} as phone
    from {{ source('raw', 'customers') }} as landed
    left join survivors on landed.customer_id = survivors.absorbed_id
    {{ join_landed_phones('landed.phone', 'landed.country') }}
    where
        (landed.created_at is null or landed.created_at <= {{ as_of() }})
        and {{ is_not_withdrawn('landed') }}

),

addresses as (

    select
        customer_id,
        'email' as kind,
        email as address
    from known

    union all

    select
        customer_id,
        'phone' as kind,
        phone as address
    from known

)

select * from addresses
where address is not null
