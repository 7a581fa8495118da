{{ config(materialized='view') }}

with suppressions as (

    select * from {{ ref('stg_suppressions') }}

),

contact_addresses as (

    select * from {{ ref('stg_contact_addresses') }}

),

named as (

    select
        suppressions.kind,
        {{ contact_address('suppressions.kind', 'suppressions.value') }} as address
    from suppressions
    {{ join_landed_phones('suppressions.value') }}

),

suppressed as (

    select distinct
        contact_addresses.customer_id,
        contact_addresses.kind
    from contact_addresses
    inner join named on contact_addresses.kind = named.kind and contact_addresses.address = named.address

)

select * from suppressed
