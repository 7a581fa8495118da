{# When the customer's latest counted order was: last_order('within', '30 days'), or last_order('not within', '6 months').
   Exactly that long ago is within. A customer who never ordered satisfies neither; say no_orders() to include them. #}
{% macro last_order(operator, period, which='counted') -%}
    {%- if operator == 'within' and which == 'counted' -%}
        {%- do warn_of_uncounted('last_order', {'from': ago('last_order', period, zone('last_order'))}) -%}
    {%- endif -%}
    {%- set test = since_condition('last_order', 'last_ordered_at', operator, period) -%}
    {%- if which == 'counted' -%} {{ return(test) }} {%- endif -%}
    {{ return(customers_by(orders_from('last_order', which=which), {'last_ordered_at': 'max(ordered_at)'}, test)) }}
{%- endmacro %}
