{{ config(materialized='view') }}

with suppressions as (

    select * from {{ ref('stg_suppressions') }}

),

named as (

    select
        suppressions.kind,
        {{ contact_address('suppressions.kind', 'suppressions.value') }} as address,
        suppressions.is_known
    from suppressions
    {{ join_landed_phones('suppressions.value') }}

)

select
    kind,
    address,
    bool_or(is_known) as is_known
from named
where address is not null
group by kind, address
