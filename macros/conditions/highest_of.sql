{# The highest value of a number over the customer's records of a kind; without such a number there is none. #}
{% macro highest_of(records, field, operator, value, last=none, before=none, between=none, period=none, time_zone=none, where=none, which='counted') -%}
    {%- set window = window('highest_of', last, before, between, period, time_zone) -%}
    {%- set found = field ~ '_max' -%}
    {{ return(customers_by(records_from('highest_of', records, window, where, which),
        {found: 'max(' ~ number_field('highest_of', records, field) ~ ')'},
        'coalesce(' ~ comparison('highest_of', found, operator, value) ~ ', false)')) }}
{%- endmacro %}
