{# The customer has agreed to marketing by a channel: 'email' or 'sms'. Customers who were never asked have not. #}
{% macro accepts_marketing(channel) -%}
    {%- set columns = {'email': 'accepts_email', 'sms': 'accepts_sms'} -%}
    {%- if channel is not string or channel not in columns -%}
        {{ condition_error('accepts_marketing', "unknown channel '" ~ channel ~ "'", "use one of " ~ (columns | join(', '))) }}
    {%- endif -%}
    coalesce({{ columns[channel] }}, false)
{%- endmacro %}
