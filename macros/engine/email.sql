{# An e-mail address in the form in which two of them are compared; NULL for a text that is none. Landed texts are trimmed
   and composed, so this is what orchestration/identity.py makes of them. #}
{% macro normalised_email(column) -%}
    case when {{ column }} like '%@%' then {{ contact_email(column) }} end
{%- endmacro %}
