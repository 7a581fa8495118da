{# How many product reviews the customer has written: ever, or in a window. #}
{% macro product_reviews(operator, value, last=none, before=none, between=none, period=none, time_zone=none, where=none, include_zero=true) -%}
    {%- if [last, before, between, period, where] | reject('none') | list or not include_zero -%}
        {{ number_of('reviews', operator, value, last, before, between, period, time_zone, where, include_zero) }}
    {%- else -%}
        {{ asked('product_reviews', 'review_count', operator, value, negative=false) }}
    {%- endif -%}
{%- endmacro %}
