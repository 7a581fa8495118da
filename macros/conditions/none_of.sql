{# None of them holds: `not` inside a where=. What is neither true nor false, as plain SQL is on missing values, does not
   hold. #}
{% macro none_of() -%}
    {%- set parts = [] -%}
    {%- for each in varargs -%} {%- do parts.extend(where_filters('none_of', each or '')) -%} {%- endfor -%}
    {{ return('not coalesce(' ~ (parts | join(' or ') or 'false') ~ ', false)') }}
{%- endmacro %}
