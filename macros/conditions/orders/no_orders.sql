{# The customer has no order that counts, ever or among those that a window, source, product, category, label or where=
   leaves. #}
{% macro no_orders(last=none, before=none, between=none, period=none, time_zone=none,
        source=none, product=none, category=none, label=none, which='counted', where=none) -%}
    {%- set window = window('no_orders', last, before, between, period, time_zone) -%}
    {%- if narrows_orders(window, source, product, category, label, which, where) -%}
        not {{ customers_with(orders_read('no_orders', window, source, product, category, label, which, where)) }}
    {%- else -%}
        order_count = 0
    {%- endif -%}
{%- endmacro %}
