{# When the customer's first record of a kind was, compared as `field` compares moments: before, after, on, in a window.
   The window arguments narrow the records; first_of('logins', 'in', {'last': '15 days'}) asks when the first of all was. #}
{% macro first_of(records, operator, value=none, last=none, before=none, between=none, period=none, time_zone=none, where=none, which='counted') -%}
    {{ customers_by_moment_at_an_end(
        'first_of', records, operator, value, window('first_of', last, before, between, period, time_zone), time_zone, where, which,
        newest=false) }}
{%- endmacro %}
