{# The mean of a number over the customer's records of a kind, exact; without such a number there is none. #}
{% macro average_of(records, field, operator, value, last=none, before=none, between=none, period=none, time_zone=none, where=none, which='counted') -%}
    {%- set window = window('average_of', last, before, between, period, time_zone) -%}
    {%- set column = number_field('average_of', records, field) -%}
    {%- set sum, count = field ~ '_sum', field ~ '_count' -%}
    {%- set lessened = is_lessened(records, field) -%}
    {{ return(customers_by(records_from('average_of', records, window, where, which, lessened),
        {sum: 'coalesce(sum(' ~ column ~ '), 0)', count: count_of_orders(column) if lessened else 'count(' ~ column ~ ')'},
        count ~ ' > 0 and ' ~ comparison('average_of', sum, operator, value, times=count))) }}
{%- endmacro %}
