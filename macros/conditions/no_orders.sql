{# The customer has no order that counts, ever or in a window. #}
{% macro no_orders(last=none, before=none, between=none) -%}
    {%- set name = 'no_orders' -%}
    {%- if [last, before, between] | reject('none') | list -%}
        {{ customers_by_orders(name, 'count(*)', 'exactly', 0, orders_where(name, last, before, between)) }}
    {%- else -%}
        {{ comparison(name, 'order_count', 'exactly', 0) }}
    {%- endif -%}
{%- endmacro %}
