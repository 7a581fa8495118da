with landed as (

    select * from {{ source('raw', 'customers') }}

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
        -- A later file may know more than the night may.
        case when last_login_at <= {{ as_of() }} then last_login_at end as last_login_at,
        source,
        store_id,
        accepts_email,
        accepts_sms,
        in_loyalty_scheme,
        account_limit,
        updated_at
    from landed
    where
        created_at <= {{ as_of() }}
        and customer_id not in (select absorbed_id from {{ ref('stg_customer_survivors') }})

)

select * from known
