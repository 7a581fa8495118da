{# When the customer last logged in: last_login('within', '30 days'), or last_login('not within', '6 months'). Exactly
   that long ago is within. A customer who never logged in satisfies neither. #}
{% macro last_login(operator, period) -%}
    {{ since('last_login', 'last_login_at', operator, period) }}
{%- endmacro %}
