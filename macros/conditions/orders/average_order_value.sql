{# Mean amount of the customer's counted orders, in the shop's currency and less what was refunded, exact: 100 over 3
   orders is more than 33.33. Customers without such an order have none and never satisfy it. gross=true leaves refunds
   aside. #}
{% macro average_order_value(operator, value, last=none, before=none, between=none, period=none, time_zone=none,
        source=none, product=none, category=none, label=none, which='counted', where=none, gross=false) -%}
    {%- set name = 'average_order_value' -%}
    {%- set window = window(name, last, before, between, period, time_zone) -%}
    {%- if not gross and not narrows_orders(window, source, product, category, label, which, where) -%}
        (valued_order_count > 0 and {{ asked(name, 'total_spent', operator, value, times='valued_order_count') }})
    {%- else -%}
        {%- set orders = orders_read(name, window, source, product, category, label, which, where, with_refunds=not gross) -%}
        {%- set column = amount_column(name, gross) -%}
        {%- set sum_name, count_name = ('gross_sum', 'gross_count') if gross else ('amount_sum', 'amount_count') -%}
        {%- set sum -%} coalesce(sum({{ column }}), 0) {%- endset -%}
        {%- set count -%}
            {%- if gross -%} count({{ column }}) {%- else -%} {{ count_of_orders(column) }} {%- endif -%}
        {%- endset -%}
        {%- set test -%} {{ count_name }} > 0 and {{ asked(name, sum_name, operator, value, times=count_name) }} {%- endset -%}
        {{ customers_by(orders, {sum_name: sum, count_name: count}, test) }}
    {%- endif -%}
{%- endmacro %}
