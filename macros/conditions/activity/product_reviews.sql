{# How many product reviews the customer has written: ever, or in a window. #}
{% macro product_reviews(operator, value, last=none, before=none, between=none, period=none, time_zone=none, where=none, include_zero=true) -%}
    {%- set window = window('product_reviews', last, before, between, period, time_zone) -%}
    {%- if window or where is not none or not include_zero -%}
        {{ number_of('reviews', operator, value, last, before, between, period, time_zone, where, include_zero) }}
    {%- else -%}
        {{ asked('product_reviews', 'review_count', operator, value, negative=false) }}
    {%- endif -%}
{%- endmacro %}
