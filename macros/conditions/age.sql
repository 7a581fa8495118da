{# The customer's age in completed years; one born on 29 February completes a year on 1 March of common years. Without a
   date of birth there is none. The latest birthday of each age is worked out while the group is compiled. #}
{% macro age(operator, value) -%}
    {%- set today = today_in(zone('age')) -%}
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
