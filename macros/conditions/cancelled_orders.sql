{# How many cancelled orders the customer has: ever, or in a window. #}
{% macro cancelled_orders(operator, value, last=none, before=none, between=none) -%}
    {%- set name = 'cancelled_orders' -%}
    {%- if [last, before, between] | reject('none') | list -%}
        {{ customers_by_orders(name, 'count(*)', operator, value,
            orders_where(name, last, before, between, which='cancelled')) }}
    {%- else -%}
        {{ comparison(name, 'cancelled_order_count', operator, value) }}
    {%- endif -%}
{%- endmacro %}
