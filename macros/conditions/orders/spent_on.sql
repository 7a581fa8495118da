{# What the customer has spent on a product, a category with those below it, or a label: the sum of such lines of counted
   orders, not of whole orders, in the shop's currency and less what was refunded. The lines of refunds without an order
   lessen it. gross=true leaves refunds aside. #}
{% macro spent_on(operator, value, product=none, category=none, label=none, last=none, before=none, between=none, period=none,
        time_zone=none, source=none, which='counted', where=none, line=none, include_zero=true, gross=false) -%}
    {%- set name = 'spent_on' -%}
    {%- if not [product, category, label, line] | reject('none') | list -%}
        {{ condition_error(name, "it does not say on what",
            "name a product, category or label; whole orders are total_purchases") }}
    {%- endif -%}
    {%- set column = amount_column(name, gross, 'amount') -%}
    {%- set orders = orders_read(name, window(name, last, before, between, period, time_zone), source, which=which, where=where,
        with_refunds=not gross) -%}
    {#- Names of its own, so that what is asked of the order is never a line's. -#}
    {%- set of_lines -%}
    inner join (
        select
            order_id as line_of,
            {{ column }} as line_amount
        from {{ ref('order_lines') }} as order_lines
        where
            {{ indented(lines_of(name, product, category, label, line) | trim, 8) }}
    ) as bought on orders.order_id = bought.line_of
    {%- endset -%}
    {{ customers_by_sum(
        name, joined(orders, of_lines, is_free=line is not none), 'gross_line_sum' if gross else 'line_sum',
        'coalesce(sum(line_amount), 0)', operator, value, include_zero, count=none if gross else count_of_orders()) }}
{%- endmacro %}
