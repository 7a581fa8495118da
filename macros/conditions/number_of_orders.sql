{# How many counted orders the customer has: ever, or among those that a window, source, product, category, label or
   where= leaves. Read as total_purchases reads them, so that a group that asks for both reads once. #}
{% macro number_of_orders(operator, value, last=none, before=none, between=none, period=none, time_zone=none,
        source=none, product=none, category=none, label=none, which='counted', where=none, include_zero=true) -%}
    {%- set name = 'number_of_orders' -%}
    {%- set narrowed = [last, before, between, period, time_zone, source, product, category, label, where] | reject('none') | list -%}
    {%- if not narrowed and which == 'counted' and include_zero -%}
        {{ return(comparison(name, 'order_count', operator, value, negative=false)) }}
    {%- endif -%}
    {%- set window = window(name, last, before, between, period, time_zone) -%}
    {{ return(customers_by_sum(
        name, orders_from(name, window, source, product, category, label, which, where, with_refunds=true),
        'record_count', count_of_orders(), operator, value, include_zero, negative=false, count=count_of_orders())) }}
{%- endmacro %}
