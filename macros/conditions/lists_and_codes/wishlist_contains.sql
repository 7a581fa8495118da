{# The customer has one of these products, by product_id, on the wishlist now: added and not removed by as_of. #}
{% macro wishlist_contains(products) -%}
    customer_id in (
        select customer_id
        from {{ ref('stg_wishlist_items') }}
        where
            product_id in ({{ text_literals('wishlist_contains', products) }})
            and (removed_at is null or removed_at > {{ as_of() }})
    )
{%- endmacro %}
