{# The lowest value of a number over the customer's records of a kind; without such a number there is none. #}
{% macro lowest_of(records, field, operator, value, last=none, before=none, between=none, period=none, time_zone=none, where=none, which='counted') -%}
    {%- set name = 'lowest_of' -%}
    {%- set read = records_read(name, records, window(name, last, before, between, period, time_zone), where, which) -%}
    {%- set found -%} {{ field }}_min {%- endset -%}
    {%- set measure -%} min({{ number_field(name, records, field) }}) {%- endset -%}
    {%- set test -%} coalesce({{ asked(name, found, operator, value) }}, false) {%- endset -%}
    {{ customers_by(read, {found: measure}, test) }}
{%- endmacro %}
