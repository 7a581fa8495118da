{# The customer's birthday falls on a calendar day of the shop: birthday('today'), 'tomorrow', 'this month', 'next week',
   or birthday('next 7 days'), today and the seven days after it. 29 February is kept on 28 February in common years. #}
{% macro birthday(when) -%}
    {%- set zone, one = zone('birthday'), modules.datetime.timedelta(days=1) -%}
    {%- set next = modules.re.match('^next ([0-9]{1,3}) days?$', when | string) -%}
    {%- set first = today_in(zone) -%}
    {%- if next -%} {%- set days = [first, first + ((next.group(1) | int) + 1) * one] -%}
    {%- else -%} {%- set days = calendar_period('birthday', when, zone) -%}
    {%- endif -%}
    {%- set kept = [] -%}
    {%- for offset in range((days[1] - days[0]).days) -%} {%- do kept.append(days[0] + offset * one) -%} {%- endfor -%}
    {{ return(kept_on('birth_date', kept)) }}
{%- endmacro %}
