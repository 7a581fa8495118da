{# Whole calendar days, by the shop's clock or that of time_zone, since the customer's last record of a kind: 0 for
   today's. Customers without such a record have none. The bounds of each number of days are worked out while the group
   is compiled, so that the records are compared with plain moments. #}
{% macro days_since_last(records, operator, value=none, last=none, before=none, between=none, period=none, time_zone=none, where=none, which='counted') -%}
    {%- set name = 'days_since_last' -%}
    {%- set zone, window = zone(name, time_zone), window(name, last, before, between, period, time_zone) -%}
    {%- set is_of_customer = records == 'orders' and not narrows_orders(window, which=which, where=where) -%}
    {%- set at = 'last_ordered_at' if is_of_customer else 'last_at' -%}
    {%- set read = records_read(name, records, window, where, which) -%}
    {%- if operator in ('is set', 'is empty') -%}
        {{ 'not ' if operator == 'is empty' }}{{ customers_with(read) }}
    {%- else -%}
        {%- set sign, today, one = operator_sign(name, operator), today_in(zone), modules.datetime.timedelta(days=1) -%}
        {%- set bounds, starts = [], [] -%}
        {#- At most n days ago is on or after that day's midnight; at least n days ago is before the next one's. -#}
        {%- for number in checked_numbers(name, operator, value) -%}
            {%- set lower, upper = number | float | round(0, 'floor') | int, number | float | round(0, 'ceil') | int -%}
            {%- if lower | abs > 36525 -%} {{ condition_error(name, number ~ " days are more than 100 years", "give fewer") }} {%- endif -%}
            {%- set begin, end = midnight(today - lower * one, zone), midnight(today - (upper - 1) * one, zone) -%}
            {%- do starts.append(begin) -%}
            {%- set at_most -%} {{ at }} >= {{ timestamp_literal(begin) }} {%- endset -%}
            {%- set less -%} {{ at }} >= {{ timestamp_literal(end) }} {%- endset -%}
            {%- set at_least -%} {{ at }} < {{ timestamp_literal(end) }} {%- endset -%}
            {%- set more -%} {{ at }} < {{ timestamp_literal(begin) }} {%- endset -%}
            {%- do bounds.append({'at_most': at_most, 'less': less, 'at_least': at_least, 'more': more}) -%}
        {%- endfor -%}
        {%- set test = compared_by_bounds(sign, bounds) -%}
        {%- if is_of_customer -%}
            {{ test }}
        {%- else -%}
            {%- set moment = record_kind(name, records).at -%}
            {%- if sign not in ('>=', '>') -%} {%- set read = reaching(read, {'from': starts | min}, ['from'], moment) -%} {%- endif -%}
            {%- set newest -%} max({{ moment }}) {%- endset -%}
            {{ customers_by(read, {at: newest}, test) }}
        {%- endif -%}
    {%- endif -%}
{%- endmacro %}
