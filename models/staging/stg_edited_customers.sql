{{ config(materialized='table') }}

{%- set columns = customer_columns() -%}

with edits as (

    select * from {{ ref('stg_standing_edits') }}
    where column_name in ('{{ columns | join("', '") }}')

),

laid_over as (

    select
        {%- for column, type in columns.items() if column != 'customer_id' %}
        {{ laid_over(column, type, "'" ~ column ~ "'") }},
        {%- endfor %}
        landed.customer_id
    from {{ ref('base_customers') }} as landed
    inner join edits on landed.customer_id = edits.record_id
    where {{ is_not_withdrawn('landed') }}
    group by
        {%- for column in columns if column != 'customer_id' %}
        landed.{{ column }},
        {%- endfor %}
        landed.customer_id

)

select * from laid_over
