{# What a group's card, config.meta in its .yml, says of how customers join and what they are sent then. #}

{# How customers come to belong. It changes nothing in who does, which the SQL and the entries by hand decide. #}
{% macro group_kinds() -%}
    {{ return(['rule', 'auto', 'promo', 'sms', 'manual']) }}
{%- endmacro %}

{% macro group_kind(group) -%}
    {{ return(group.config.meta.get('kind') or 'rule') }}
{%- endmacro %}

{# What customers are sent when they join, or none. #}
{% macro group_message(group) -%}
    {%- set message = (group.config.meta.get('message') or '') | trim -%}
    {{ return(message or none) }}
{%- endmacro %}

{# How it is sent: a text message is answered by one. #}
{% macro group_channel(group) -%}
    {{ return(group.config.meta.get('channel') or ('sms' if group_kind(group) == 'sms' else 'email')) }}
{%- endmacro %}

{# Raises if a card says what would silently be taken for something else; the group is held then. #}
{% macro require_card(group) -%}
    {%- for name, allowed in {'kind': group_kinds(), 'channel': ['email', 'sms']}.items() -%}
        {%- set given = group.config.meta.get(name) -%}
        {%- if given is not none and given not in allowed -%}
            {{ group_error("its card says " ~ name ~ " '" ~ given ~ "'", "use one of " ~ (allowed | join(', '))) }}
        {%- endif -%}
    {%- endfor -%}
    {%- set message = group.config.meta.get('message') -%}
    {%- if message is not none and message is not string -%}
        {{ group_error("the message on its card is no text", "put it in quotes") }}
    {%- endif -%}
{%- endmacro %}

{# The groups whose card has a message, by key. #}
{% macro groups_with_messages() -%}
    {%- set groups = {} -%}
    {%- for key, group in customer_groups().items() if group_message(group) -%}
        {%- do groups.update({key: group}) -%}
    {%- endfor -%}
    {{ return(groups) }}
{%- endmacro %}
