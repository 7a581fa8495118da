{# Types. Contracts and vars spell them as DuckDB does; models write `string`, which both engines know. #}
{% macro sql_type(name) -%}
    {{ return(adapter.dispatch('sql_type', 'rollcall')(name)) }}
{%- endmacro %}
{% macro default__sql_type(name) -%} {{ return(name) }} {%- endmacro %}
{% macro spark__sql_type(name) -%}
    {%- set name = name | lower | trim -%}
    {%- if name.endswith('[]') -%} {{ return('array<' ~ sql_type(name[:-2]) ~ '>') }} {%- endif -%}
    {{ return('string' if name in ('varchar', 'text', 'uuid') else name) }}
{%- endmacro %}

{# dbt compares a contract with a model by casting NULLs to the contract's types. #}
{% macro spark__cast(expression, type) -%}
    cast({{ expression }} as {{ sql_type(type) }})
{%- endmacro %}
