{# What a group's card, config.meta in its .yml, says of how customers join and what they are sent then. #}

{# How customers come to belong. It changes nothing in who does, which the SQL and the entries by hand decide. #}
{% macro group_kinds() -%}
    {{ return(['rule', 'auto', 'promo', 'sms', 'manual']) }}
{%- endmacro %}

{# What the card says, else what the conditions say: a group of everybody, or of conditions that are all of one of the
   other kinds, joined by `or`. What narrows it or adds to it makes it a rule. #}
{% macro group_kind(group) -%}
    {%- if group.config.meta.get('kind') -%} {{ return(group.config.meta.get('kind')) }} {%- endif -%}
    {%- set sql = modules.re.sub('(?s)[{]#.*?#[}]|/[*].*?[*]/|--[^\n]*', ' ', group.raw_code or '') | trim -%}
    {%- set parts = modules.re.match(
        '(?is)^(?:[{][{]-?\\s*config\\([^{}]*\\)\\s*-?[}][}]\\s*)?select\\s+(?:distinct\\s+)?customer_id\\s+from'
        ~ '\\s+[{][{]-?\\s*ref\\(\\s*.customers.\\s*\\)\\s*-?[}][}](?:\\s+as\\s+\\w+)?(?:\\s+where\\s+(.*?))?\\s*;?$', sql) -%}
    {%- if not parts -%} {{ return('rule') }} {%- endif -%}
    {%- if not parts.group(1) -%} {{ return('auto') }} {%- endif -%}
    {%- set call = '(?is)\\s*[{][{]-?\\s*(\\w+)\\([^{}]*\\)\\s*-?[}][}]\\s*(?:or\\b|$)' -%}
    {%- set calls, rest = modules.re.findall(call, parts.group(1)), modules.re.sub(call, '', parts.group(1)) -%}
    {%- set kinds = {'auto_member': 'auto', 'promo_code_entered': 'promo', 'sms_code_sent': 'sms', 'added_by_hand': 'manual'} -%}
    {%- set named = calls | unique | list -%}
    {{ return(kinds.get(named[0], 'rule') if not rest | trim and named | length == 1 else 'rule') }}
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
        {{ group_error("the message on its card is not a text", "put it in quotes") }}
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
