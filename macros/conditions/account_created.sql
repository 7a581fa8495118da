{# When the customer registered: account_created('within', '30 days') or account_created('not within', '1 year').
   Exactly that long ago is within. #}
{% macro account_created(operator, period) -%}
    {%- set since = as_of() ~ ' - ' ~ duration('account_created', period) -%}
    {%- if operator == 'within' -%}
        created_at >= {{ since }}
    {%- elif operator == 'not within' -%}
        created_at < {{ since }}
    {%- else -%}
        {{ condition_error('account_created', "unknown operator '" ~ operator ~ "'", "use 'within' or 'not within'") }}
    {%- endif -%}
{%- endmacro %}
