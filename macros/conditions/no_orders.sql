{# The customer has no order that counts, ever or in a window. #}
{% macro no_orders(last=none, before=none, between=none) -%}
    {{ number_of_orders('exactly', 0, last=last, before=before, between=between) }}
{%- endmacro %}
