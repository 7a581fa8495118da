{# Mean days (of 24 hours) from one counted order to the next. Customers with fewer than two have none. #}
{% macro average_days_between_orders(operator, value, last=none, before=none, between=none, period=none, time_zone=none, which='counted') -%}
    {%- set name = 'average_days_between_orders' -%}
    {%- set window = window(name, last, before, between, period, time_zone) -%}
    {%- set test = comparison(name, microseconds_between('first_at', 'last_at'), operator, value, negative=false,
        times='86400000000 * (record_count - 1)') -%}
    {%- set aggregates = {'record_count': 'count(*)', 'first_at': 'min(ordered_at)', 'last_at': 'max(ordered_at)'} -%}
    {{ return(customers_by(orders_from(name, window, which=which), aggregates, 'record_count > 1 and ' ~ test)) }}
{%- endmacro %}
