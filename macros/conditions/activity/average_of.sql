{# The mean of a number over the customer's records of a kind, exact; without such a number there is none. #}
{% macro average_of(records, field, operator, value, last=none, before=none, between=none, period=none, time_zone=none, where=none, which='counted') -%}
    {%- set name = 'average_of' -%}
    {%- set column = number_field(name, records, field) -%}
    {%- set lessened = is_lessened(records, field) -%}
    {%- set read = records_read(name, records, window(name, last, before, between, period, time_zone), where, which, lessened) -%}
    {%- set sum_name -%} {{ field }}_sum {%- endset -%}
    {%- set count_name -%} {{ field }}_count {%- endset -%}
    {%- set sum -%} coalesce(sum({{ column }}), 0) {%- endset -%}
    {%- set count -%}
        {%- if lessened -%} {{ count_of_orders(column) }} {%- else -%} count({{ column }}) {%- endif -%}
    {%- endset -%}
    {%- set test -%} {{ count_name }} > 0 and {{ asked(name, sum_name, operator, value, times=count_name) }} {%- endset -%}
    {{ customers_by(read, {sum_name: sum, count_name: count}, test) }}
{%- endmacro %}
