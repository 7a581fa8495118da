{# When the customer's first counted order was: first_order('within', '30 days'), or first_order('not within', '6 months').
   Exactly that long ago is within. A customer who never ordered satisfies neither; say no_orders() to include them. #}
{% macro first_order(operator, period) -%}
    {%- if operator == 'within' -%} {%- do warn_of_uncounted('first_order', {'from': ago('first_order', period, zone('first_order'))}) -%} {%- endif -%}
    {{ return(since_condition('first_order', 'first_ordered_at', operator, period)) }}
{%- endmacro %}
