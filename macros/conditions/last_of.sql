{# When the customer's last record of a kind was, compared as `field` compares moments: before, after, on, in a window.
   The window arguments narrow the records; last_of('logins', 'in', {'last': '15 days'}) asks when the last of all was. #}
{% macro last_of(records, operator, value=none, last=none, before=none, between=none, period=none, time_zone=none, where=none, which='counted') -%}
    {%- set name = 'last_of' -%}
    {%- set found = records_from(name, records, window(name, last, before, between, period, time_zone), where, which) -%}
    {%- if records == 'orders' and which == 'counted' and operator in moment_operators() -%}
        {%- do warn_of_uncounted(name, moment_bounds(name, operator, value, time_zone)) -%}
    {%- endif -%}
    {%- if operator == 'is set' -%} {{ return(customers_with(found)) }} {%- endif -%}
    {%- if operator == 'is empty' -%} {{ return('not ' ~ customers_with(found)) }} {%- endif -%}
    {%- if records == 'orders' and which == 'counted' and not [last, before, between, period, where] | reject('none') | list -%}
        {{ return(value_condition(name, 'last_ordered_at', 'moment', operator, value, time_zone=time_zone)) }}
    {%- endif -%}
    {%- set at = record_kind(name, records).at -%}
    {%- if operator in moment_operators() -%}
        {%- set found = reaching(found, moment_bounds(name, operator, value, time_zone), ['from', 'after'], at) -%}
    {%- endif -%}
    {{ return(customers_by(found, {'last_at': 'max(' ~ at ~ ')'},
        value_condition(name, 'last_at', 'moment', operator, value, time_zone=time_zone))) }}
{%- endmacro %}
