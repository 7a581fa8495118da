{# A model's schema is the one its folder names, without the target's schema before it: consumers and the
   publication rely on the names (customer_groups.vip), and each warehouse file holds one shop. #}
{% macro generate_schema_name(custom_schema_name, node) -%}
    {{ custom_schema_name or target.schema }}
{%- endmacro %}
