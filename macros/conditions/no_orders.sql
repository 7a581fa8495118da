{# The customer has no order that counts, ever or among those that a window, source, product, category, label or where=
   leaves. #}
{% macro no_orders(last=none, before=none, between=none, period=none, time_zone=none,
        source=none, product=none, category=none, label=none, which='counted', where=none) -%}
    {%- set narrowed = [last, before, between, period, time_zone, source, product, category, label, where] | reject('none') | list -%}
    {%- if not narrowed and which == 'counted' -%}
        {{ return('order_count = 0') }}
    {%- endif -%}
    {%- set window = window('no_orders', last, before, between, period, time_zone) -%}
    {{ return('not ' ~ customers_with(orders_from('no_orders', window, source, product, category, label, which, where))) }}
{%- endmacro %}
