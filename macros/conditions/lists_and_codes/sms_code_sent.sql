{# The customer has sent one of these code words to the shop: as the first word of a text message, in any letter case,
   from a phone number that was theirs alone when the text was matched, even if another customer has it now. #}
{% macro sms_code_sent(words) -%}
    {%- for word in ([words] if words is string or words is not sequence else words) if (word | string).split() | length != 1 -%}
        {{ condition_error('sms_code_sent', "'" ~ word ~ "' is not one word", "give the word that a text begins with") }}
    {%- endfor -%}
    customer_id in (
        select customer_id
        from {{ ref('int_customer_sms') }}
        where first_word in ({{ code_literals('sms_code_sent', words) }})
    )
{%- endmacro %}
