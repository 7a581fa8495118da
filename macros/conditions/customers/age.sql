{# The customer's age in completed years; one born on 29 February completes a year on 1 March of common years. Without a
   date of birth there is none. The latest birthday of each age is worked out while the group is compiled. #}
{% macro age(operator, value) -%}
    {%- set today = today_in(zone('age')) -%}
    {%- set bounds = [] -%}
    {%- for number in checked_numbers('age', operator, value, negative=false) -%}
        {%- set lower, upper = number | float | round(0, 'floor') | int, number | float | round(0, 'ceil') | int -%}
        {%- if upper > 200 -%} {{ condition_error('age', number ~ " years is not an age", "give fewer") }} {%- endif -%}
        {%- set at_most -%} birth_date > {{ latest_birth_of(lower + 1, today) }} {%- endset -%}
        {%- set less -%} birth_date > {{ latest_birth_of(upper, today) }} {%- endset -%}
        {%- set at_least -%} birth_date <= {{ latest_birth_of(upper, today) }} {%- endset -%}
        {%- set more -%} birth_date <= {{ latest_birth_of(lower + 1, today) }} {%- endset -%}
        {%- do bounds.append({'at_most': at_most, 'less': less, 'at_least': at_least, 'more': more}) -%}
    {%- endfor -%}
    {{ compared_by_bounds(operator_sign('age', operator), bounds) }}
{%- endmacro %}
