{{ config(materialized='view') }}

with customers as (

    select
        customer_id,
        phone,
        country
    from {{ ref('stg_customers') }}

),

merged as (

    select
        customer_id,
        normalised_phone
    from {{ ref('stg_merged_customers') }}

),

-- A merged customer's number is read by the country of the record that it is of.
numbered as (

    select
        customers.customer_id,
        case
            when merged.customer_id is not null then merged.normalised_phone else {{ landed_phone('customers.phone') }}
        end as normalised_phone
    from customers
    left join merged on customers.customer_id = merged.customer_id
    {{ join_landed_phones('customers.phone', 'customers.country') }}

)

select * from numbered
