{# The customer has a counted order from one of these sources: 'app', or ['app', 'web']. #}
{% macro order_source(sources, last=none, before=none, between=none, period=none, time_zone=none, which='counted') -%}
    {%- set window = window('order_source', last, before, between, period, time_zone) -%}
    {{ customers_with(orders_read('order_source', window, source=[] if sources is none else sources, which=which)) }}
{%- endmacro %}
