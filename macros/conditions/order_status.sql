{# The customer has an order of one of these statuses, counted or not; letter case and underscores do not matter. #}
{% macro order_status(statuses, last=none, before=none, between=none, period=none, time_zone=none) -%}
    {%- set name = 'order_status' -%}
    {%- set window = window(name, last, before, between, period, time_zone) -%}
    {%- set where = 'status in (' ~ text_literals(name, normalised_statuses(statuses), ignore_case=true) ~ ')' -%}
    {{ return(customers_with(orders_from(name, window, which='all', where=where))) }}
{%- endmacro %}
