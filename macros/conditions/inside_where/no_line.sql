{# No line of the order meets it; an order without lines has none that does. For the where= of a condition on orders. #}
{% macro no_line(where) -%}
    not {{ any_line(where) }}
{%- endmacro %}
