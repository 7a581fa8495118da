{# The customer lives in one of these countries, by the code the shop uses; letter case does not matter. #}
{% macro country(countries) -%}
    {{ return('coalesce(lower(country) in (' ~ text_literals('country', countries, ignore_case=true) ~ '), false)') }}
{%- endmacro %}
