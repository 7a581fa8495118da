{# How many cancelled orders the customer has: ever, or in a window. #}
{% macro cancelled_orders(operator, value, last=none, before=none, between=none, period=none, time_zone=none) -%}
    {%- set name = 'cancelled_orders' -%}
    {%- set window = window(name, last, before, between, period, time_zone) -%}
    {%- if window -%}
        {{ customers_by_sum(
            name, orders_read(name, window, which='cancelled'), 'record_count', 'count(*)', operator, value, negative=false) }}
    {%- else -%}
        {{ asked(name, 'cancelled_order_count', operator, value, negative=false) }}
    {%- endif -%}
{%- endmacro %}
