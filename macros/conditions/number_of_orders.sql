{# How many counted orders the customer has: ever, or among those that a window, source, product or category
   leaves. #}
{% macro number_of_orders(operator, value, last=none, before=none, between=none, source=none, product=none, category=none) -%}
    {%- set name = 'number_of_orders' -%}
    {%- if [last, before, between, source, product, category] | reject('none') | list -%}
        {{ customers_by_orders(name, 'count(*)', operator, value,
            orders_where(name, last, before, between, source, product, category)) }}
    {%- else -%}
        {{ comparison(name, 'order_count', operator, value) }}
    {%- endif -%}
{%- endmacro %}
