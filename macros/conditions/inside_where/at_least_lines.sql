{# At least so many lines of the order meet it. For the where= of a condition on orders. #}
{% macro at_least_lines(number, where) -%}
    {%- if number is not integer or number < 1 -%}
        {{ condition_error('at_least_lines', "'" ~ number ~ "' is not a number of lines", "give a whole number from 1 up") }}
    {%- endif -%}
    order_id in (
        select order_id
        from {{ ref('order_lines') }} as order_lines
        where {{ indented(one_record('at_least_lines', where, over='line'), 4) }}
        group by order_id
        having count(*) >= {{ number }}
    )
{%- endmacro %}
