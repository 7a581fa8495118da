{# How many cancelled orders the customer has: ever, or in a window. #}
{% macro cancelled_orders(operator, value, last=none, before=none, between=none, period=none, time_zone=none) -%}
    {%- set name = 'cancelled_orders' -%}
    {%- if not [last, before, between, period, time_zone] | reject('none') | list -%}
        {{ return(comparison(name, 'cancelled_order_count', operator, value, negative=false)) }}
    {%- endif -%}
    {%- set window = window(name, last, before, between, period, time_zone) -%}
    {{ return(customers_by_sum(name, orders_from(name, window, which='cancelled'), 'record_count', 'count(*)', operator, value, negative=false)) }}
{%- endmacro %}
