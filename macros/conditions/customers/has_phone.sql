{# The customer has left a phone number; blanks alone do not count. `not has_phone()` are customers who have not. #}
{% macro has_phone() -%}
    coalesce({{ trimmed('phone') }} <> '', false)
{%- endmacro %}
