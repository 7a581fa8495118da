{# The customer has a counted order of a product in one of these categories or in any category below them. #}
{% macro category_purchased(categories, last=none, before=none, between=none, period=none, time_zone=none, which='counted') -%}
    {%- set window = window('category_purchased', last, before, between, period, time_zone) -%}
    {{ customers_with(orders_read('category_purchased', window, category=[] if categories is none else categories, which=which)) }}
{%- endmacro %}
