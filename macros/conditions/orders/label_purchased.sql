{# The customer has a counted order of a product with one of these labels. #}
{% macro label_purchased(labels, last=none, before=none, between=none, period=none, time_zone=none, which='counted') -%}
    {%- set window = window('label_purchased', last, before, between, period, time_zone) -%}
    {{ customers_with(orders_read('label_purchased', window, label=[] if labels is none else labels, which=which)) }}
{%- endmacro %}
