{# When the customer's latest counted order was: last_order('within', '30 days'), or last_order('not within', '6 months').
   Exactly that long ago is within. A customer who never ordered satisfies neither; say no_orders() to include them. #}
{% macro last_order(operator, period, which='counted') -%}
    {{ customers_since_order('last_order', 'last_ordered_at', 'max(ordered_at)', operator, period, which) }}
{%- endmacro %}
