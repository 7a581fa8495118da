{# What the customer has spent on counted orders, in the shop's currency and less what was refunded: over a lifetime, or
   over the orders that a window, source, product, category, label or where= leaves. gross=true leaves refunds aside. #}
{% macro total_purchases(operator, value, last=none, before=none, between=none, period=none, time_zone=none,
        source=none, product=none, category=none, label=none, which='counted', where=none, include_zero=true, gross=false) -%}
    {%- set name = 'total_purchases' -%}
    {%- set window = window(name, last, before, between, period, time_zone) -%}
    {%- if include_zero and not gross and not narrows_orders(window, source, product, category, label, which, where) -%}
        {{ asked(name, 'total_spent', operator, value) }}
    {%- else -%}
        {%- set sum -%} coalesce(sum({{ amount_column(name, gross) }}), 0) {%- endset -%}
        {{ customers_by_sum(
            name, orders_read(name, window, source, product, category, label, which, where, with_refunds=not gross),
            'gross_sum' if gross else 'amount_sum', sum, operator, value, include_zero,
            count=none if gross else count_of_orders()) }}
    {%- endif -%}
{%- endmacro %}
