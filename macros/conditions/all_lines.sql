{# Every line of the order meets it; so does an order without lines. For the where= of a condition on orders. #}
{% macro all_lines(where) -%}
    {{ return('not ' ~ any_line('not ' ~ where_filters('all_lines', where or '')[0])) }}
{%- endmacro %}
