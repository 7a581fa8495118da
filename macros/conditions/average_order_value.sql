{# Mean amount of the customer's counted orders, in the shop's currency and less what was refunded, exact: 100 over 3
   orders is more than 33.33. Customers without such an order have none and never satisfy it. gross=true leaves refunds
   aside. #}
{% macro average_order_value(operator, value, last=none, before=none, between=none, period=none, time_zone=none,
        source=none, product=none, category=none, label=none, which='counted', where=none, gross=false) -%}
    {%- set name = 'average_order_value' -%}
    {%- set narrowed = [last, before, between, period, time_zone, source, product, category, label, where] | reject('none') | list -%}
    {%- if not narrowed and which == 'counted' and not gross -%}
        {{ return('(valued_order_count > 0 and ' ~ comparison(name, 'total_spent', operator, value, times='valued_order_count') ~ ')') }}
    {%- endif -%}
    {%- set window = window(name, last, before, between, period, time_zone) -%}
    {%- set column = amount_column(name, gross) -%}
    {%- set sum, count = ('gross_sum', 'gross_count') if gross else ('amount_sum', 'amount_count') -%}
    {{ return(customers_by(
        orders_from(name, window, source, product, category, label, which, where, with_refunds=not gross),
        {sum: 'coalesce(sum(' ~ column ~ '), 0)', count: 'count(' ~ column ~ ')' if gross else count_of_orders(column)},
        count ~ ' > 0 and ' ~ comparison(name, sum, operator, value, times=count))) }}
{%- endmacro %}
