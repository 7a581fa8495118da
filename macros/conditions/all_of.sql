{# All of them hold: `and` inside a where=, where SQL's own has no place. all_of(a, b) is (a and b). #}
{% macro all_of() -%}
    {%- set parts = [] -%}
    {%- for each in varargs -%} {%- do parts.extend(where_filters('all_of', each or '')) -%} {%- endfor -%}
    {{ return('(' ~ (parts | join(' and ') or 'true') ~ ')') }}
{%- endmacro %}
