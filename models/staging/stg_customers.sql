with landed as (

    {{ rows_not_withdrawn(source('raw', 'customers')) }}

),

survivors as (

    select * from {{ ref('stg_customer_survivors') }}

),

-- For a customer who absorbed others, one row with what is known of them all stands in for their own.
merged as (

    select * from {{ ref('stg_merged_customers') }}

),

known as (

    select
        customer_id,
        first_name,
        last_name,
        email,
        phone,
        birth_date,
        gender,
        country,
        city,
        postcode,
        created_at,
        {{ login_known_of('last_login_at') }} as last_login_at,
        source,
        store_id,
        accepts_email,
        accepts_sms,
        in_loyalty_scheme,
        account_limit,
        updated_at
    from landed
    where
        (created_at is null or created_at <= {{ as_of() }})
        and customer_id not in (
            select absorbed_id from survivors
            union all
            select survivor_id from survivors
        )

    union all

    select
        customer_id,
        first_name,
        last_name,
        email,
        phone,
        birth_date,
        gender,
        country,
        city,
        postcode,
        created_at,
        last_login_at,
        source,
        store_id,
        accepts_email,
        accepts_sms,
        in_loyalty_scheme,
        account_limit,
        updated_at
    from merged

)

select * from known
