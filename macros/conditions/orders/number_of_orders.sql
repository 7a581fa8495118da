{# How many counted orders the customer has: ever, or among those that a window, source, product, category, label or
   where= leaves. Read as total_purchases reads them, so that a group that asks for both reads once. #}
{% macro number_of_orders(operator, value, last=none, before=none, between=none, period=none, time_zone=none,
        source=none, product=none, category=none, label=none, which='counted', where=none, include_zero=true) -%}
    {%- set name = 'number_of_orders' -%}
    {%- set window = window(name, last, before, between, period, time_zone) -%}
    {%- if include_zero and not narrows_orders(window, source, product, category, label, which, where) -%}
        {{ asked(name, 'order_count', operator, value, negative=false) }}
    {%- else -%}
        {{ customers_by_sum(
            name, orders_read(name, window, source, product, category, label, which, where, with_refunds=true),
            'record_count', count_of_orders(), operator, value, include_zero, negative=false, count=count_of_orders()) }}
    {%- endif -%}
{%- endmacro %}
