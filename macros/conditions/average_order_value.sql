{# Mean amount of the customer's counted orders, in the shop's currency, rounded to cents; customers without a
   counted order have none and never satisfy it. #}
{% macro average_order_value(operator, value) -%}
    coalesce({{ comparison('average_order_value', 'average_order_value', operator, value) }}, false)
{%- endmacro %}
