{# The customer has a counted order of a product in one of these categories or in any category below them. #}
{% macro category_purchased(categories, last=none, before=none, between=none) -%}
    customer_id in (
        select customer_id
        from {{ ref('orders') }}
        where {{ orders_where('category_purchased', last, before, between, category=categories) }}
    )
{%- endmacro %}
