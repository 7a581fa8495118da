{# The customer has left an e-mail address; one of blanks is none. `not has_email()` are customers who have not. #}
{% macro has_email() -%}
    coalesce({{ trimmed('email') }} <> '', false)
{%- endmacro %}
