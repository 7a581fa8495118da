{# Whole calendar days, by the shop's clock or that of time_zone, since the customer's last record of a kind: 0 for
   today's. Customers without such a record have none. The bounds of each number of days are worked out while the group
   is compiled, so that the records are compared with plain moments. #}
{% macro days_since_last(records, operator, value=none, last=none, before=none, between=none, period=none, time_zone=none, where=none, which='counted') -%}
    {%- set name = 'days_since_last' -%}
    {%- set zone = zone(name, time_zone) -%}
    {%- set found = records_from(name, records, window(name, last, before, between, period, time_zone), where, which) -%}
    {%- if operator == 'is set' -%} {{ return(customers_with(found)) }} {%- endif -%}
    {%- if operator == 'is empty' -%} {{ return('not ' ~ customers_with(found)) }} {%- endif -%}
    {%- set sign = operator_sign(name, operator) -%}
    {%- set today, one = today_in(zone), modules.datetime.timedelta(days=1) -%}
    {%- set tests, starts = [], [] -%}
    {%- set of_customers = records == 'orders' and which == 'counted' and not [last, before, between, period, where] | reject('none') | list -%}
    {%- set at = 'last_ordered_at' if of_customers else 'last_at' -%}
    {#- At most n days ago is on or after that day's midnight; at least n days ago is before the next one's. -#}
    {%- for number in checked_numbers(name, operator, value) -%}
        {%- set lower, upper = number | float | round(0, 'floor') | int, number | float | round(0, 'ceil') | int -%}
        {%- if lower | abs > 36525 -%} {{ condition_error(name, number ~ " days are more than 100 years", "give fewer") }} {%- endif -%}
        {%- do starts.append(midnight(today - lower * one, zone)) -%}
        {%- set at_most = at ~ ' >= ' ~ timestamp_literal(midnight(today - lower * one, zone)) -%}
        {%- set less = at ~ ' >= ' ~ timestamp_literal(midnight(today - (upper - 1) * one, zone)) -%}
        {%- set at_least = at ~ ' < ' ~ timestamp_literal(midnight(today - (upper - 1) * one, zone)) -%}
        {%- set more = at ~ ' < ' ~ timestamp_literal(midnight(today - lower * one, zone)) -%}
        {%- if sign == 'between' -%} {%- do tests.append(at_least if loop.first else at_most) -%}
        {%- elif sign in ('=', 'in') -%} {%- do tests.append('(' ~ at_least ~ ' and ' ~ at_most ~ ')') -%}
        {%- else -%} {%- do tests.append({'<=': at_most, '<': less, '>=': at_least, '>': more}[sign]) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- set test = tests | join(' and ' if sign == 'between' else ' or ') -%}
    {%- if of_customers -%} {{ return('coalesce(' ~ test ~ ', false)') }} {%- endif -%}
    {%- set moment = record_kind(name, records).at -%}
    {%- if sign not in ('>=', '>') -%} {%- set found = reaching(found, {'from': starts | min}, ['from'], moment) -%} {%- endif -%}
    {{ return(customers_by(found, {at: 'max(' ~ moment ~ ')'}, test)) }}
{%- endmacro %}
