{{ config(materialized='view') }}

with latest as (

    select * from {{ ref('int_latest_profile_values') }}

),

-- Of a text or a list one value is current, of any other field all that were sent together.
in_force as (

    select
        customer_id,
        field,
        value
    from latest
    where
        value is not null
        and (place = 1 or not is_single)

)

select * from in_force
