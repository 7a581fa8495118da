{# Mean days (of 24 hours) from one counted order to the next. Customers with fewer than two have none. #}
{% macro average_days_between_orders(operator, value, last=none, before=none, between=none, period=none, time_zone=none, which='counted') -%}
    {%- set name = 'average_days_between_orders' -%}
    {%- set orders = orders_read(name, window(name, last, before, between, period, time_zone), which=which) -%}
    {%- set measures = {'record_count': 'count(*)', 'first_at': 'min(ordered_at)', 'last_at': 'max(ordered_at)'} -%}
    {%- set test -%}
        record_count > 1 and {{ asked(name, microseconds_between('first_at', 'last_at'), operator, value, negative=false,
            times='86400000000 * (record_count - 1)') }}
    {%- endset -%}
    {{ customers_by(orders, measures, test) }}
{%- endmacro %}
