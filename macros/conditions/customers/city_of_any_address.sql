{# One of the customer's addresses, the customer's own or another that has landed, is in one of these cities of a country;
   letter case does not matter. The country is required: city names repeat across borders. #}
{% macro city_of_any_address(cities, country=none) -%}
    {%- set is_there = city(cities, country) -%}
    (
        {{ is_there }}
        or customer_id in (select customer_id from {{ ref('stg_addresses') }} where {{ is_there }})
    )
{%- endmacro %}
