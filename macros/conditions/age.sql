{# The customer's age in completed years. Without a date of birth there is none. #}
{% macro age(operator, value) -%}
    {{ return('coalesce(' ~ comparison('age', completed_years('birth_date', zone('age')), operator, value, negative=false)
        ~ ', false)') }}
{%- endmacro %}
