{# What the customer has spent on counted orders, in the shop's currency: over a lifetime, or over the orders
   that a window, source, product or category leaves. #}
{% macro total_purchases(operator, value, last=none, before=none, between=none, source=none, product=none, category=none) -%}
    {%- set name = 'total_purchases' -%}
    {%- if [last, before, between, source, product, category] | reject('none') | list -%}
        {{ customers_by_orders(name, 'sum(total_amount)', operator, value,
            orders_where(name, last, before, between, source, product, category)) }}
    {%- else -%}
        {{ comparison(name, 'total_spent', operator, value) }}
    {%- endif -%}
{%- endmacro %}
