{# Lists of texts, which the engines build by different functions. #}

{# Each group's values of a column, which are some of the plain names given, as a sorted list. #}
{% macro sorted_list(column, names) -%}
    {{ return(adapter.dispatch('sorted_list', 'rollcall')(column, names)) }}
{%- endmacro %}
{#- DuckDB keeps the lists that it gathers in memory, spilling none: of 10 M customers in 70 M memberships they fit as
    one byte a name, and not as texts. -#}
{% macro duckdb__sorted_list(column, names) -%}
    {#- In a dbt unit test no group is known. -#}
    {%- if not names -%} {{ return('list(' ~ column ~ ' order by ' ~ column ~ ')') }} {%- endif -%}
    {{ return('cast(list_sort(list(cast(' ~ column ~ ' as enum(' ~ key_literals(names | sort) ~ ')))) as varchar[])') }}
{%- endmacro %}
{% macro spark__sorted_list(column, names) -%} {{ return('array_sort(collect_list(' ~ column ~ '))') }} {%- endmacro %}

{% macro empty_text_list() -%}
    {{ return(adapter.dispatch('empty_text_list', 'rollcall')()) }}
{%- endmacro %}
{% macro duckdb__empty_text_list() -%} {{ return('cast([] as varchar[])') }} {%- endmacro %}
{% macro spark__empty_text_list() -%} {{ return('cast(array() as array<string>)') }} {%- endmacro %}
