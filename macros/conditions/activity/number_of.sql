{# How many records of a kind the customer has: orders (counted ones), logins, reviews, page_views, messages, or
   any_event, all of them together. #}
{% macro number_of(records, operator, value, last=none, before=none, between=none, period=none, time_zone=none, where=none, include_zero=true, which='counted') -%}
    {%- set window = window('number_of', last, before, between, period, time_zone) -%}
    {{ customers_by_sum('number_of', records_read('number_of', records, window, where, which), 'record_count', 'count(*)',
        operator, value, include_zero, negative=false) }}
{%- endmacro %}
