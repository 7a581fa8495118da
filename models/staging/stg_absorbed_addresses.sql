with survivors as (

    select * from {{ ref('stg_customer_survivors') }}

),

-- The few who were absorbed are looked up before their numbers are read: to read those of all customers takes seconds.
known as (

    select
        survivors.survivor_id as customer_id,
        {{ contact_email('landed.email') }} as email,
        {{ landed_phone('landed.phone') }} as phone
    from {{ source('raw', 'customers') }} as landed
    inner join survivors on landed.customer_id = survivors.absorbed_id
    {{ join_landed_phones('landed.phone', 'landed.country') }}
    where {{ is_not_withdrawn('landed') }}

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
