{# The customer takes part in the loyalty scheme. #}
{% macro loyalty_member() -%}
    coalesce(in_loyalty_scheme, false)
{%- endmacro %}
