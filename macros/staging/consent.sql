{# What the vars say of consent: consent_lists, has_blacklist and audience_max_age. #}

{# Whether a list is one of those whose unsubscriptions end the consent to a channel, as a condition on list_name. The
   var is a list of names, all for e-mail, or has one for each channel; '*' is every list. #}
{% macro is_list_of_consent(channel) -%}
    {%- set given = var('consent_lists', ['*']) -%}
    {%- set names = given.get(channel, []) if given is mapping else (given if channel == 'email' else []) -%}
    {%- if '*' in names -%} true
    {%- elif names -%} list_name in ({{ text_literals('consent_lists', names) }})
    {%- else -%} false
    {%- endif -%}
{%- endmacro %}

{# Whether the shop has a list of addresses to be avoided, which must have landed before anybody is written to. #}
{% macro has_blacklist() -%} {{ return(var('has_blacklist', true)) }} {%- endmacro %}

{# Before which moment a list is too old to be trusted; none if the shop says nothing of it. #}
{% macro oldest_list() -%}
    {%- set age = var('audience_max_age', none) -%}
    {{ return(ago('audience_max_age', age, zone('audience_max_age')) if age else none) }}
{%- endmacro %}
