{# The customer's birthday falls on a calendar day of the shop: birthday('today'), 'tomorrow', 'this month', 'next week',
   or birthday('next 7 days'), today and the seven days after it. 29 February is kept on 28 February in common years. #}
{% macro birthday(when) -%}
    {%- set zone, one = zone('birthday'), modules.datetime.timedelta(days=1) -%}
    {%- set next = modules.re.match('^next ([0-9]{1,3}) days?$', when | string) -%}
    {%- if next -%}
        {{ kept_on('birth_date', today_in(zone), today_in(zone) + (next.group(1) | int) * one) }}
    {%- else -%}
        {%- set days = calendar_period('birthday', when, zone) -%}
        {{ kept_on('birth_date', days[0], days[1] - one) }}
    {%- endif -%}
{%- endmacro %}
