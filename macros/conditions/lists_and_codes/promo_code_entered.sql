{# The customer has entered one of these promo codes; letter case and blanks around it do not matter. #}
{% macro promo_code_entered(codes) -%}
    customer_id in (
        select customer_id
        from {{ ref('stg_promo_code_entries') }}
        where lower({{ trimmed('code') }}) in ({{ code_literals('promo_code_entered', codes) }})
    )
{%- endmacro %}
