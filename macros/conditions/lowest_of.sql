{# The lowest value of a number over the customer's records of a kind; without such a number there is none. #}
{% macro lowest_of(records, field, operator, value, last=none, before=none, between=none, period=none, time_zone=none, where=none, which='counted') -%}
    {%- set window = window('lowest_of', last, before, between, period, time_zone) -%}
    {%- set found = field ~ '_min' -%}
    {{ return(customers_by(records_from('lowest_of', records, window, where, which),
        {found: 'min(' ~ number_field('lowest_of', records, field) ~ ')'},
        'coalesce(' ~ comparison('lowest_of', found, operator, value) ~ ', false)')) }}
{%- endmacro %}
