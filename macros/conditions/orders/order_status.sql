{# The customer has an order of one of these statuses, counted or not; letter case and underscores do not matter. #}
{% macro order_status(statuses, last=none, before=none, between=none, period=none, time_zone=none) -%}
    {%- set name = 'order_status' -%}
    {%- set orders = orders_read(name, window(name, last, before, between, period, time_zone), which='all') -%}
    {%- set of_status -%}
    {{ orders.where }}
    and status in ({{ text_literals(name, normalised_statuses(statuses), ignore_case=true) }})
    {%- endset -%}
    {{ customers_with(dict(orders, where=of_status)) }}
{%- endmacro %}
