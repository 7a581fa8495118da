{# None of them holds: `not` inside a where=. What is neither true nor false, as plain SQL is on missing values, does not
   hold. #}
{% macro none_of() -%}
    not coalesce({{ joined_filters('none_of', varargs, 'or', 'false') }}, false)
{%- endmacro %}
