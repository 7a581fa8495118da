{# The sum of a number over the customer's records of a kind; 0 without records. #}
{% macro total_of(records, field, operator, value, last=none, before=none, between=none, period=none, time_zone=none, where=none, include_zero=true, which='counted') -%}
    {%- set name = 'total_of' -%}
    {%- set lessened = is_lessened(records, field) -%}
    {%- set read = records_read(name, records, window(name, last, before, between, period, time_zone), where, which, lessened) -%}
    {%- set sum_name -%} {{ field }}_sum {%- endset -%}
    {%- set sum -%} coalesce(sum({{ number_field(name, records, field) }}), 0) {%- endset -%}
    {{ customers_by_sum(
        name, read, sum_name, sum, operator, value, include_zero, count=count_of_orders() if lessened else none) }}
{%- endmacro %}
