{# When the customer's first counted order was: first_order('within', '30 days'), or first_order('not within', '6 months').
   Exactly that long ago is within. A customer who never ordered satisfies neither; say no_orders() to include them. #}
{% macro first_order(operator, period, which='counted') -%}
    {%- if operator == 'within' and which == 'counted' -%}
        {%- do warn_of_uncounted('first_order', {'from': ago('first_order', period, zone('first_order'))}) -%}
    {%- endif -%}
    {%- set test = since_condition('first_order', 'first_ordered_at', operator, period) -%}
    {%- if which == 'counted' -%} {{ return(test) }} {%- endif -%}
    {{ return(customers_by(orders_from('first_order', which=which), {'first_ordered_at': 'min(ordered_at)'}, test)) }}
{%- endmacro %}
