{# What the customer's account comes to, in the shop's currency: the sum of its sales and payments as the shop signs
   them. #}
{% macro account_balance(operator, value) -%}
    {{ asked('account_balance', 'account_balance', operator, value) }}
{%- endmacro %}
