{# The customer has a counted order of one of these products, by product_id. #}
{% macro product_purchased(products, last=none, before=none, between=none, period=none, time_zone=none, which='counted') -%}
    {%- set window = window('product_purchased', last, before, between, period, time_zone) -%}
    {{ customers_with(orders_read('product_purchased', window, product=[] if products is none else products, which=which)) }}
{%- endmacro %}
