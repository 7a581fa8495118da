{# What the customer has spent on counted orders, in the shop's currency: over a lifetime, or over the orders that a
   window, source, product, category, label or where= leaves. #}
{% macro total_purchases(operator, value, last=none, before=none, between=none, period=none, time_zone=none,
        source=none, product=none, category=none, label=none, which='counted', where=none, include_zero=true) -%}
    {%- set name = 'total_purchases' -%}
    {%- set narrowed = [last, before, between, period, time_zone, source, product, category, label, where] | reject('none') | list -%}
    {%- if not narrowed and which == 'counted' and include_zero -%}
        {{ return(comparison(name, 'total_spent', operator, value)) }}
    {%- endif -%}
    {%- set window = window(name, last, before, between, period, time_zone) -%}
    {{ return(customers_by_sum(
        name, orders_from(name, window, source, product, category, label, which, where),
        'amount_sum', 'coalesce(sum(total_amount), 0)', operator, value, include_zero)) }}
{%- endmacro %}
