{# The customer has left an e-mail address; blanks alone do not count. `not has_email()` are customers who have not. #}
{% macro has_email() -%}
    coalesce({{ trimmed('email') }} <> '', false)
{%- endmacro %}
