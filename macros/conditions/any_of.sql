{# At least one of them holds: `or` inside a where=. #}
{% macro any_of() -%}
    {%- set parts = [] -%}
    {%- for each in varargs -%} {%- do parts.extend(where_filters('any_of', each or '')) -%} {%- endfor -%}
    {{ return('(' ~ (parts | join(' or ') or 'false') ~ ')') }}
{%- endmacro %}
