{# Customers by their place among others, and by their oldest or newest record. #}

{# Customers whose place by a measure of their records, 1 for the highest, ties by customer id, passes a test over place
   and ranked_count, the number of customers who have a record. Records of people who are not customers take no place.
   `count`: of the rows that are read, how many are records, where that is not all. #}
{% macro customers_ranked(read, measure, test, count=none) -%}
    customer_id in (
        select customer_id
        from (
            select
                customer_id,
                row_number() over (order by {{ measure }} desc, customer_id) as place,
                count(*) over () as ranked_count
            {{ indented(from_records(read, asks_amounts([measure])), 8) }}
            group by customer_id
            having customer_id in (select customer_id from {{ ref('customers') }})
            {%- if count %} and {{ count }} > 0{% endif %}
        ) as ranked
        where {{ test }}
    )
{%- endmacro %}

{# Customers whose newest record (or oldest), of those looked at, also meets has=. Of records of one moment it is that with
   the greatest id (or the least); logins, page views and any_event have no id, so any of them will do. #}
{% macro customers_by_record_at_an_end(condition, records, has, where, which, newest) -%}
    {%- set kind = record_kind(condition, records) -%}
    {%- set direction = ' desc' if newest else '' -%}
    customer_id in (
        select customer_id
        from (
            select
                customer_id,
                {{ one_record(condition, has) }} as has_it,
                {{ 'row_number()' if kind.id else 'rank()' }} over (
                    partition by customer_id
                    order by {{ kind.at }}{{ direction }}{% if kind.id %}, {{ kind.id }}{{ direction }}{% endif %}
                ) as place
            {{ indented(from_records(records_read(condition, records, {}, where, which)), 8) }}
        ) as ranked
        where place = 1 and has_it
    )
{%- endmacro %}

{# Customers whose newest record (or oldest), of those looked at, was at a moment that compares as `field` compares
   moments. #}
{% macro customers_by_moment_at_an_end(condition, records, operator, value, window, time_zone, where, which, newest) -%}
    {%- set kind = record_kind(condition, records) -%}
    {%- set read = records_read(condition, records, window, where, which) -%}
    {%- set is_moment = comparison_of(operator) in ('moment', 'window') -%}
    {%- set bounds = moment_bounds(condition, operator, value, time_zone) if is_moment else {} -%}
    {%- if records == 'orders' and which == 'counted' -%} {%- do warn_of_uncounted(condition, bounds) -%} {%- endif -%}
    {%- if operator in ('is set', 'is empty') -%}
        {{ 'not ' if operator == 'is empty' }}{{ customers_with(read) }}
    {%- elif records == 'orders' and not narrows_orders(window, which=which, where=where) -%}
        {{ value_condition(condition, 'last_ordered_at' if newest else 'first_ordered_at', 'moment', operator, value, time_zone=time_zone) }}
    {%- else -%}
        {%- set name = 'last_at' if newest else 'first_at' -%}
        {%- set measure -%} {{ 'max' if newest else 'min' }}({{ kind.at }}) {%- endset -%}
        {{ customers_by(
            reaching(read, bounds, ['from', 'after'] if newest else ['to', 'before'], kind.at), {name: measure},
            value_condition(condition, name, 'moment', operator, value, time_zone=time_zone)) }}
    {%- endif -%}
{%- endmacro %}

{# The last place of the bands with these shares, as SQL over ranked_count: each is rounded up to whole customers. #}
{% macro end_of_band(shares) -%}
    {%- for share in shares %}{{ ' + ' if not loop.first }}ceil({{ share }} * ranked_count){% else %}0{% endfor -%}
{%- endmacro %}
