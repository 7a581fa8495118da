{# Mean amount of the customer's counted orders, in the shop's currency, exact: 100 over 3 orders is more than 33.33.
   Customers without such an order have none and never satisfy it. #}
{% macro average_order_value(operator, value, last=none, before=none, between=none, period=none, time_zone=none,
        source=none, product=none, category=none, label=none, which='counted', where=none) -%}
    {%- set name = 'average_order_value' -%}
    {%- set narrowed = [last, before, between, period, time_zone, source, product, category, label, where] | reject('none') | list -%}
    {%- if not narrowed and which == 'counted' -%}
        {{ return('(order_count > 0 and ' ~ comparison(name, 'total_spent', operator, value, times='order_count') ~ ')') }}
    {%- endif -%}
    {%- set window = window(name, last, before, between, period, time_zone) -%}
    {{ return(customers_by(
        orders_from(name, window, source, product, category, label, which, where),
        {'amount_sum': 'coalesce(sum(total_amount), 0)', 'record_count': 'count(*)'},
        comparison(name, 'amount_sum', operator, value, times='record_count'))) }}
{%- endmacro %}
