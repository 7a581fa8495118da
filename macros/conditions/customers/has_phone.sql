{# The customer has left a phone number; one of blanks is none. `not has_phone()` are customers who have not. #}
{% macro has_phone() -%}
    coalesce({{ trimmed('phone') }} <> '', false)
{%- endmacro %}
