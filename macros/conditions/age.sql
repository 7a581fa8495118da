{# The customer's age in completed years; one born on 29 February completes a year on 1 March of common years. Without a
   date of birth there is none. The latest birthday of each age is worked out while the group is compiled. #}
{% macro age(operator, value) -%}
    {%- set today = today(zone('age')) -%}
    {%- set sign = operator_sign('age', operator) -%}
    {%- set tests = [] -%}
    {%- for number in checked_numbers('age', operator, value, negative=false) -%}
        {%- set lower, upper = number | float | round(0, 'floor') | int, number | float | round(0, 'ceil') | int -%}
        {%- if upper > 200 -%} {{ condition_error('age', number ~ " years is no age", "give fewer") }} {%- endif -%}
        {%- set at_least = 'birth_date <= ' ~ latest_birth_of(upper, today) -%}
        {%- set at_most = 'birth_date > ' ~ latest_birth_of(lower + 1, today) -%}
        {%- if sign == 'between' -%} {%- do tests.append(at_least if loop.first else at_most) -%}
        {%- elif sign in ('=', 'in') -%} {%- do tests.append('(' ~ at_least ~ ' and ' ~ at_most ~ ')') -%}
        {%- else -%}
            {%- do tests.append({
                '<=': at_most, '<': 'birth_date > ' ~ latest_birth_of(upper, today),
                '>=': at_least, '>': 'birth_date <= ' ~ latest_birth_of(lower + 1, today),
            }[sign]) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return('coalesce(' ~ (tests | join(' and ' if sign == 'between' else ' or ')) ~ ', false)') }}
{%- endmacro %}

{# The latest date of birth of those who have completed so many years today. #}
{% macro latest_birth_of(years, today) -%}
    {%- set year = today.year - years -%}
    {%- set leaps = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) -%}
    {%- set day = 28 if today.month == 2 and today.day == 29 and not leaps else today.day -%}
    {{ return("date '" ~ today.replace(year=year, day=day).isoformat() ~ "'") }}
{%- endmacro %}
