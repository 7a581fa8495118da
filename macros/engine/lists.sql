{# Lists of texts, which the engines build by different functions. #}

{% macro sorted_list(column) -%}
    {{ return(adapter.dispatch('sorted_list', 'rollcall')(column)) }}
{%- endmacro %}
{% macro duckdb__sorted_list(column) -%} {{ return('list(' ~ column ~ ' order by ' ~ column ~ ')') }} {%- endmacro %}
{% macro spark__sorted_list(column) -%} {{ return('array_sort(collect_list(' ~ column ~ '))') }} {%- endmacro %}

{% macro empty_text_list() -%}
    {{ return(adapter.dispatch('empty_text_list', 'rollcall')()) }}
{%- endmacro %}
{% macro duckdb__empty_text_list() -%} {{ return('cast([] as varchar[])') }} {%- endmacro %}
{% macro spark__empty_text_list() -%} {{ return('cast(array() as array<string>)') }} {%- endmacro %}
