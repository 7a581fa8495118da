{# The customer has a counted order from one of these sources: 'app', or ['app', 'web']. #}
{% macro order_source(sources, last=none, before=none, between=none) -%}
    customer_id in (
        select customer_id
        from {{ ref('orders') }}
        where {{ orders_where('order_source', last, before, between, source=sources) }}
    )
{%- endmacro %}
