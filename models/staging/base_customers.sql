with registered as (

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
        updated_at,
        deleted_at,
        _is_bare
    from {{ source('raw', 'customers') }}

),

guests as (

    select
        customer_id,
        first_name,
        last_name,
        email,
        phone,
        cast(null as date) as birth_date,
        cast(null as {{ dbt.type_string() }}) as gender,
        country,
        city,
        cast(null as {{ dbt.type_string() }}) as postcode,
        created_at,
        cast(null as timestamp) as last_login_at,
        'guest' as source,
        cast(null as {{ sql_type(var('id_type')) }}) as store_id,
        cast(null as boolean) as accepts_email,
        cast(null as boolean) as accepts_sms,
        cast(null as boolean) as in_loyalty_scheme,
        cast(null as decimal(18, 2)) as account_limit,
        cast(null as timestamp) as updated_at,
        cast(null as timestamp) as deleted_at,
        cast(null as boolean) as _is_bare
    from {{ ref('base_guests') }}

)

select * from registered

union all

select * from guests
