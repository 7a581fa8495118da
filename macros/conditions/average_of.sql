{# The mean of a number over the customer's records of a kind, exact; without such a number there is none. #}
{% macro average_of(records, field, operator, value, last=none, before=none, between=none, period=none, time_zone=none, where=none) -%}
    {%- set window = window('average_of', last, before, between, period, time_zone) -%}
    {%- set column = number_field('average_of', records, field) -%}
    {{ return(customers_by(records_from('average_of', records, window, where), 'coalesce(' ~ comparison('average_of',
        'sum(' ~ column ~ ')', operator, value, times='nullif(count(' ~ column ~ '), 0)') ~ ', false)')) }}
{%- endmacro %}
