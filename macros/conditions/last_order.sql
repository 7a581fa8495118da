{# When the customer's latest counted order was: last_order('within', '30 days'), or last_order('not within',
   '6 months') for those who ordered once and then stopped. Exactly that long ago is within. A customer who
   never ordered satisfies neither; say no_orders() to include them. #}
{% macro last_order(operator, period) -%}
    {%- set since = as_of() ~ ' - ' ~ duration('last_order', period) -%}
    {%- if operator == 'within' -%}
        coalesce(last_ordered_at >= {{ since }}, false)
    {%- elif operator == 'not within' -%}
        coalesce(last_ordered_at < {{ since }}, false)
    {%- else -%}
        {{ condition_error('last_order', "unknown operator '" ~ operator ~ "'", "use 'within' or 'not within'") }}
    {%- endif -%}
{%- endmacro %}
