{# The landed tables, made known to the engine. DuckDB has them in the warehouse; Spark, which keeps no catalog, gets
   them as the Parquet files that orchestration/building/spark.py has written. Runs at the start of every command. #}
{% macro register_landed_tables() -%}
    {%- if execute and flags.WHICH in ('build', 'run', 'test') -%}
        {%- do adapter.dispatch('register_landed_tables', 'rollcall')() -%}
    {%- endif -%}
{%- endmacro %}

{% macro default__register_landed_tables() -%} {%- endmacro %}

{% macro spark__register_landed_tables() -%}
    {%- set sources = graph.sources.values() | list -%}
    {%- for schema in sources | map(attribute='schema') | unique -%}
        {%- do run_query('create schema if not exists ' ~ schema) -%}
        {%- set known = run_query('show tables in ' ~ schema).columns['tableName'].values() -%}
        {%- for table in sources if table.schema == schema and table.identifier not in known -%}
            {%- set folder = env_var('ROLLCALL_HOME') ~ '/spark/' ~ schema ~ '/' ~ table.identifier -%}
            {%- do run_query('create table ' ~ schema ~ '.' ~ table.identifier ~ ' using parquet location '
                ~ text_literal(folder)) -%}
        {%- endfor -%}
    {%- endfor -%}
{%- endmacro %}

{# How often each of a landed table's columns is empty: a query with table_name, column_name and row_count. A row that was
   withdrawn and never sent (_is_bare) has nothing but its key. #}
{% macro rows_lacking_a_value(table, columns) -%}
    {{ return(adapter.dispatch('rows_lacking_a_value', 'rollcall')(
        table.name, api.Relation.create(database=table.database, schema=table.schema, identifier=table.identifier), columns)) }}
{%- endmacro %}

{#- DuckDB's tables keep count of their NULLs, so that a query per column reads next to nothing. -#}
{% macro default__rows_lacking_a_value(name, relation, columns) -%}
    {%- for column in columns %}
    {{ 'union all' if not loop.first }}
    select '{{ name }}' as table_name, '{{ column }}' as column_name, count(*) as row_count
    from {{ relation }} as landed
    where landed.{{ column }} is null and landed._is_bare is null
    {%- endfor %}
{%- endmacro %}

{% macro spark__rows_lacking_a_value(name, relation, columns) -%}
    select
        '{{ name }}' as table_name,
        stack({{ columns | length }}
            {%- for column in columns %},
                '{{ column }}', count_if(landed.{{ column }} is null and landed._is_bare is null)
            {%- endfor %}) as (column_name, row_count)
    from {{ relation }} as landed
{%- endmacro %}
