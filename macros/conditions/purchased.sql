{# The customer has a counted order: ever, or among those that a window, source, product, category, label or where=
   leaves. #}
{% macro purchased(last=none, before=none, between=none, period=none, time_zone=none,
        source=none, product=none, category=none, label=none, which='counted', where=none) -%}
    {%- set narrowed = [last, before, between, period, time_zone, source, product, category, label, where] | reject('none') | list -%}
    {%- if not narrowed and which == 'counted' -%}
        {{ return('order_count > 0') }}
    {%- endif -%}
    {%- set window = window('purchased', last, before, between, period, time_zone) -%}
    {{ return(customers_with(orders_from('purchased', window, source, product, category, label, which, where))) }}
{%- endmacro %}
