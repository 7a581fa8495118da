{# How many different products the customer has bought: ever, or in a window; product, category and label are about the lines
   that are counted, not whole orders. #}
{% macro number_of_products(operator, value, last=none, before=none, between=none, period=none, time_zone=none,
        source=none, product=none, category=none, label=none, which='counted', where=none, include_zero=true) -%}
    {%- set name = 'number_of_products' -%}
    {%- set window = window(name, last, before, between, period, time_zone) -%}
    {{ customers_by_sum(
        name, lines_read(name, window, source, product, category, label, which, where),
        'product_count', 'count(distinct product_id)', operator, value, include_zero, negative=false) }}
{%- endmacro %}
