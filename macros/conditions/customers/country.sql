{# The customer lives in one of these countries, by codes or names; letter case does not matter. #}
{% macro country(countries) -%}
    coalesce(lower(country) in ({{ text_literals('country', country_values('country', countries), ignore_case=true) }}), false)
{%- endmacro %}
