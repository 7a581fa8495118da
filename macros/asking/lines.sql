{# What customers have bought, line by line. #}

{# customer_id and product_id of each line of the orders that are looked at, of lines narrowed by product, category and
   label: what is read, as the conditions on records have it. #}
{% macro lines_read(condition, window, source, product, category, label, which, where) -%}
    {%- set orders = orders_read(condition, window, source=source, which=which, where=where) -%}
    {%- set lines -%}
    (
        select
            looked_at.customer_id,
            order_lines.product_id
        from (
            select
                order_id,
                customer_id
            {{ indented(from_records(orders, is_valued=false), 8) }}
        ) as looked_at
        inner join {{ without_amounts('order_lines', 'stg_order_lines') }} as order_lines on looked_at.order_id = order_lines.order_id
    ) as bought
    {%- endset -%}
    {{ return({
        'source': lines, 'unvalued': none, 'where': lines_of(condition, product, category, label) | trim, 'is_free': orders.is_free,
    }) }}
{%- endmacro %}
