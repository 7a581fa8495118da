{# When the customer's first counted order was: first_order('within', '30 days'), or first_order('not within', '6 months').
   Exactly that long ago is within. A customer who never ordered satisfies neither; say no_orders() to include them. #}
{% macro first_order(operator, period, which='counted') -%}
    {{ customers_since_order('first_order', 'first_ordered_at', 'min(ordered_at)', operator, period, which) }}
{%- endmacro %}
