{# What customers have bought, line by line, and their oldest and newest records. #}

{# `from <lines>`: customer_id and product_id of each line of the orders that are looked at, of lines narrowed by product,
   category and label. #}
{% macro lines_from(condition, window, source, product, category, label, which, where) -%}
    {%- set filters = line_filters(condition, product, category, label) -%}
    {{ return('from (select looked_at.customer_id, order_lines.product_id from (select order_id, customer_id '
        ~ orders_from(condition, window, source=source, which=which, where=where) ~ ') as looked_at inner join '
        ~ ref('order_lines') ~ ' as order_lines on looked_at.order_id = order_lines.order_id) as bought'
        ~ (' where ' ~ (filters | join(' and ')) if filters else '')) }}
{%- endmacro %}

{# Customers whose newest record (or oldest), of those looked at, also meets has=. Of records of one moment it is that with
   the greatest id (or the least); logins, page views and any_event have no id, so any of them will do. #}
{% macro customers_by_record_at_an_end(condition, records, has, where, which, newest) -%}
    {%- set kind = record_kind(condition, records) -%}
    {%- set direction = ' desc' if newest else '' -%}
    {%- set found -%}
        customer_id in (
            select customer_id
            from (
                select
                    customer_id,
                    {{ where_filters(condition, has or '')[0] }} as has_it,
                    {{ 'row_number()' if kind.id else 'rank()' }} over (
                        partition by customer_id
                        order by {{ kind.at }}{{ direction }}{{ ', ' ~ kind.id ~ direction if kind.id }}
                    ) as place
                {{ records_from(condition, records, {}, where, which) }}
            ) as ranked
            where place = 1 and has_it
        )
    {%- endset -%}
    {{ return(found) }}
{%- endmacro %}
