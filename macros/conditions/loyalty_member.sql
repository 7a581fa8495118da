{# The customer takes part in the loyalty scheme. #}
{% macro loyalty_member() -%}
    {{ return('coalesce(in_loyalty_scheme, false)') }}
{%- endmacro %}
