{# The customer lives in one of these cities of a country; letter case does not matter. The country is required:
   city names repeat across borders. #}
{% macro city(cities, country=none) -%}
    {%- if country is not none and country is not string -%}
        {{ condition_error('city', "'" ~ country ~ "' is not one country", "give one, and join several city with `or`") }}
    {%- elif not country or not country | trim -%}
        {{ condition_error('city', 'a city without a country', "say which country: city('Aarhus', country='DK')") }}
    {%- endif -%}
    {%- set code = text_literals('city', country_values('city', country), ignore_case=true) -%}
    coalesce(lower(country) = {{ code }} and lower(city) in ({{ text_literals('city', cities, ignore_case=true) }}), false)
{%- endmacro %}
