{# When the customer's last record of a kind was, compared as `field` compares moments: before, after, on, in a window.
   The window arguments narrow the records; last_of('logins', 'in', {'last': '15 days'}) asks when the last of all was. #}
{% macro last_of(records, operator, value=none, last=none, before=none, between=none, period=none, time_zone=none, where=none, which='counted') -%}
    {{ customers_by_moment_at_an_end(
        'last_of', records, operator, value, window('last_of', last, before, between, period, time_zone), time_zone, where, which,
        newest=true) }}
{%- endmacro %}
