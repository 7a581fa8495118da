{# The customer has a counted order: ever, or among those that a window, source, product, category, label or where=
   leaves. #}
{% macro purchased(last=none, before=none, between=none, period=none, time_zone=none,
        source=none, product=none, category=none, label=none, which='counted', where=none) -%}
    {%- set window = window('purchased', last, before, between, period, time_zone) -%}
    {%- if narrows_orders(window, source, product, category, label, which, where) -%}
        {{ customers_with(orders_read('purchased', window, source, product, category, label, which, where)) }}
    {%- else -%}
        order_count > 0
    {%- endif -%}
{%- endmacro %}
