{# How many loyalty points the customer has earned and not used, the balance of the point ledger less what has expired. #}
{% macro unused_points(operator, value) -%}
    {{ asked('unused_points', 'loyalty_points', operator, value) }}
{%- endmacro %}
