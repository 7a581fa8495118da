{# A condition on an order's lines, for the where= of a condition on orders: at least one line meets it. What is inside
   holds on one and the same line: SQL over the columns of order_lines, or field('line.product', ...). #}
{% macro any_line(where) -%}
    order_id in (
        select order_id
        from {{ ref('order_lines') }} as order_lines
        where {{ indented(one_record('any_line', where, over='line'), 4) }}
    )
{%- endmacro %}
