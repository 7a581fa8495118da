{{ config(materialized='view') }}

with suppressions as (

    select * from {{ ref('stg_suppressions') }}

),

contact_addresses as (

    select * from {{ ref('stg_contact_addresses') }}

),

suppressed as (

    select distinct
        contact_addresses.customer_id,
        suppressions.kind
    from contact_addresses
    inner join suppressions
        on
            contact_addresses.kind = suppressions.kind
            and contact_addresses.address = {{ contact_address('suppressions.kind', 'suppressions.value') }}

)

select * from suppressed
