{# How many product reviews the customer has written: ever, or in a window. #}
{% macro product_reviews(operator, value, last=none, before=none, between=none, period=none, time_zone=none, where=none, include_zero=true) -%}
    {%- if not [last, before, between, period, time_zone, where] | reject('none') | list and include_zero -%}
        {{ return(comparison('product_reviews', 'review_count', operator, value, negative=false)) }}
    {%- endif -%}
    {{ return(number_of('reviews', operator, value, last, before, between, period, time_zone, where, include_zero)) }}
{%- endmacro %}
