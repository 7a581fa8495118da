{# How much store credit the customer has, in the shop's currency. #}
{% macro store_credit(operator, value) -%}
    {{ asked('store_credit', 'store_credit', operator, value) }}
{%- endmacro %}
