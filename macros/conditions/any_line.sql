{# Conditions on an order's lines, for the where= of a condition on orders. What is inside holds on one and the same
   line: SQL over the columns of order_lines, or field('line.product', ...). #}

{# At least one line meets it. #}
{% macro any_line(where) -%}
    {{ return('order_id in (select order_id from ' ~ ref('order_lines') ~ ' where ' ~ where_filters('any_line', where)[0] ~ ')') }}
{%- endmacro %}

{# Every line meets it; so does an order without lines. #}
{% macro all_lines(where) -%}
    {{ return('not ' ~ any_line('not ' ~ where_filters('all_lines', where)[0])) }}
{%- endmacro %}

{# No line meets it. #}
{% macro no_line(where) -%}
    {{ return('not ' ~ any_line(where)) }}
{%- endmacro %}

{# At least so many lines meet it. #}
{% macro at_least_lines(number, where) -%}
    {%- if number is not integer or number < 1 -%}
        {{ condition_error('at_least_lines', "'" ~ number ~ "' is not a number of lines", "give a whole number from 1 up") }}
    {%- endif -%}
    {{ return('order_id in (select order_id from ' ~ ref('order_lines') ~ ' where ' ~ where_filters('at_least_lines', where)[0]
        ~ ' group by order_id having count(*) >= ' ~ number ~ ')') }}
{%- endmacro %}
