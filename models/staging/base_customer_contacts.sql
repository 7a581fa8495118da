with known as (

    select
        landed.customer_id,
        {{ normalised_email('landed.email') }} as email,
        {{ landed_phone('landed.phone') }} as normalised_phone,
        {{ is_made_here('landed.customer_id') }} as is_made_here
    from {{ source('raw', 'customers') }} as landed
    {{ join_landed_phones('landed.phone', 'landed.country') }}
    where
        {{ is_registered('landed.created_at') }}
        and {{ is_not_withdrawn('landed') }}

)

-- A reader takes the column that it compares: the other is then not worked out.
select * from known
