{#- The loader refuses such rows; a condition on one would be NULL, and its customer silently no member. Which columns
    are required is read from the contract. -#}
-- depends_on: {{ ref('stg_orders') }}
with faulty as (

    select
        cast(null as string) as table_name,
        cast(null as string) as column_name,
        cast(null as bigint) as row_count
    where 1 = 0

    {%- if execute %}
    {%- for table in graph.sources.values() if table.source_name == 'raw' %}

    union all

    {{ rows_lacking_a_value(table, table.config.meta.required) }}
    {%- endfor %}
    {%- endif %}

)

select * from faulty
where row_count > 0
