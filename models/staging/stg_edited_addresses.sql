{{ config(materialized='table') }}

{%- set columns = address_columns() -%}

with edits as (

    select * from {{ ref('stg_standing_edits') }}
    where column_name like 'address.%'

),

laid_over as (

    select
        {%- for column, type in columns.items() if column != 'customer_id' %}
        {{ laid_over(column, type, "'address.' || lower(landed.label) || '." ~ column ~ "'") }},
        {%- endfor %}
        landed.customer_id
    from {{ source('raw', 'addresses') }} as landed
    inner join edits
        on
            landed.customer_id = edits.record_id
            and edits.column_name like 'address.' || lower(landed.label) || '.%'
    where {{ is_not_withdrawn('landed') }}
    group by
        {%- for column in columns if column != 'customer_id' %}
        landed.{{ column }},
        {%- endfor %}
        landed.customer_id

)

select * from laid_over
