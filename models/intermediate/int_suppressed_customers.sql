{{ config(materialized='view') }}

with addresses as (

    select * from {{ ref('int_suppressed_addresses') }}

),

contact_addresses as (

    select * from {{ ref('stg_contact_addresses') }}

),

suppressed as (

    select distinct
        contact_addresses.customer_id,
        contact_addresses.kind
    from contact_addresses
    inner join addresses on contact_addresses.kind = addresses.kind and contact_addresses.address = addresses.address
    where addresses.is_known

)

select * from suppressed
