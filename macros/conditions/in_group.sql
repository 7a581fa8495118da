{# The customer is a member of another group tonight, those added and removed by hand included. #}
{% macro in_group(group_key) -%}
    {{ return('customer_id in (select customer_id from ' ~ ref(group_key) ~ ')') }}
{%- endmacro %}
