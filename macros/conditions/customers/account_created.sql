{# When the customer registered: account_created('within', '30 days') or account_created('not within', '1 year').
   Exactly that long ago is within. #}
{% macro account_created(operator, period) -%}
    {{ since('account_created', 'created_at', operator, period) }}
{%- endmacro %}
