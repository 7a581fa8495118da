{# At least one of them holds: `or` inside a where=. #}
{% macro any_of() -%}
    ({{ joined_filters('any_of', varargs, 'or', 'false') }})
{%- endmacro %}
