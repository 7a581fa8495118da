{# What staging makes of single columns of a customer. #}

{# Whether a customer is one by the night's moment, as a condition. Who has no created_at is one: nobody knows since when. #}
{% macro is_registered(created_at) -%}
    ({{ created_at }} is null or {{ created_at }} <= {{ as_of() }})
{%- endmacro %}

{# When the customer last logged in, as far as the night knows: a later file may know of a login after it, and then there
   was one by then. #}
{% macro login_known_of(column) -%}
    case when {{ column }} > {{ as_of() }} then {{ as_of() }} else {{ column }} end
{%- endmacro %}

{# An aggregate over the records of one person: whether they accept to be written to. Consent is not revived: a no of any
   of them stands, unless a yes is later by updated_at. Where one says yes and another nothing, it is a yes only if the
   current address is that of the record that says so (is_of_address). #}
{% macro consent_of_all(column, is_of_address, said_at) -%}
    case
        when bool_or(not {{ column }}) then
            coalesce(
                max({{ said_at }}) filter (where {{ column }}) > max({{ said_at }}) filter (where not {{ column }})
                and not bool_or({{ said_at }} is null) filter (where not {{ column }}),
                false
            )
        when bool_or({{ column }} and {{ is_of_address }}) or bool_and({{ column }} is not null) then true
    end
{%- endmacro %}

{# An e-mail address or a phone number in the one form in which two of them are compared; a query of phone numbers joins
   what the library made of them (join_landed_phones). #}
{% macro contact_address(kind, value) -%}
    case {{ kind }} when 'email' then {{ contact_email(value) }} when 'phone' then {{ landed_phone(value) }} else {{ value }} end
{%- endmacro %}

{# An e-mail address alone, in that form. #}
{% macro contact_email(value) -%} lower(trim({{ value }})) {%- endmacro %}
