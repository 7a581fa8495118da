{{ config(materialized='table') }}

{%- set columns = customer_columns() -%}

with edits as (

    select * from {{ ref('stg_standing_edits') }}
    where column_name in ('{{ columns | join("', '") }}')

),

laid_over as (

    select
        {%- for column, type in columns.items() %}
        {{ laid_over(column, type, "'" ~ column ~ "'") }}{{ ',' if not loop.last }}
        {%- endfor %}
    from {{ ref('base_customers') }} as landed
    inner join edits on landed.customer_id = edits.record_id
    where {{ is_not_withdrawn('landed') }}
    group by
        {%- for column in columns %}
        landed.{{ column }}{{ ',' if not loop.last }}
        {%- endfor %}

)

select * from laid_over
