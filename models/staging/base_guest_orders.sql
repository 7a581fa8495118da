with landed as (

    {{ rows_not_withdrawn(source('raw', 'orders')) }}

),

known as (

    select
        landed.order_id,
        landed._guest_id as guest_id,
        coalesce({{ normalised_email('landed.email') }}, {{ landed_phone('landed.phone') }}) as address,
        landed.ordered_at,
        landed.first_name,
        landed.last_name,
        landed.email,
        landed.phone,
        landed.city,
        landed.country
    from landed
    {{ join_landed_phones('landed.phone', 'landed.country') }}
    -- Of a table without guests nothing is read: DuckDB keeps count of a column's NULLs.
    where
        landed._guest_id is not null
        and landed.ordered_at <= {{ as_of() }}

)

select * from known
