{# The customer has a counted order of one of these products, by product_id. #}
{% macro product_purchased(products, last=none, before=none, between=none) -%}
    customer_id in (
        select customer_id
        from {{ ref('orders') }}
        where {{ orders_where('product_purchased', last, before, between, product=products) }}
    )
{%- endmacro %}
