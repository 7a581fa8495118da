{# The sum of a number over the customer's records of a kind; 0 without records. #}
{% macro total_of(records, field, operator, value, last=none, before=none, between=none, period=none, time_zone=none, where=none, include_zero=true, which='counted') -%}
    {%- set window = window('total_of', last, before, between, period, time_zone) -%}
    {%- set sum = 'coalesce(sum(' ~ number_field('total_of', records, field) ~ '), 0)' -%}
    {%- set lessened = is_lessened(records, field) -%}
    {{ return(customers_by_sum('total_of', records_from('total_of', records, window, where, which, lessened), field ~ '_sum', sum,
        operator, value, include_zero, count=count_of_orders() if lessened else none)) }}
{%- endmacro %}
