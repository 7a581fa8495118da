{# The customer has entered one of these promo codes; letter case does not matter. #}
{% macro promo_code_entered(codes) -%}
    customer_id in (
        select customer_id
        from {{ ref('stg_promo_code_entries') }}
        where lower(code) in ({{ text_literals('promo_code_entered', codes) | lower }})
    )
{%- endmacro %}
