{# Phone numbers as +<country><number>, so that spellings of one number are equal. #}

{# A column: digits and a leading + kept, a leading 00 read as +; a number without either is the shop's country's, its
   leading 0 dropped. NULL when nothing is left. #}
{% macro normalised_phone(column) -%}
    {%- set kept = adapter.dispatch('replaced_everywhere', 'rollcall')(column, '[^0-9+]', '') -%}
    {%- set prefixed = "regexp_replace(" ~ kept ~ ", '^00', '+')" -%}
    {{ return("(case when " ~ prefixed ~ " like '+%' then " ~ prefixed ~ " when " ~ kept ~ " <> '' then concat('+"
        ~ var('phone_country_code') ~ "', regexp_replace(" ~ kept ~ ", '^0', '')) end)") }}
{%- endmacro %}
{% macro duckdb__replaced_everywhere(column, pattern, replacement) -%}
    {{ return("regexp_replace(" ~ column ~ ", '" ~ pattern ~ "', '" ~ replacement ~ "', 'g')") }}
{%- endmacro %}
{% macro spark__replaced_everywhere(column, pattern, replacement) -%}
    {{ return("regexp_replace(" ~ column ~ ", '" ~ pattern ~ "', '" ~ replacement ~ "')") }}
{%- endmacro %}

{# The same for a text that a condition names; % and _ of a pattern are kept. #}
{% macro phone_pattern(text) -%}
    {%- set kept = modules.re.sub('[^0-9+%_]', '', text) -%}
    {%- set prefixed = modules.re.sub('^00', '+', kept) -%}
    {%- if prefixed[:1] in ('+', '%', '_', '') -%} {{ return(prefixed) }} {%- endif -%}
    {{ return('+' ~ var('phone_country_code') ~ modules.re.sub('^0', '', kept)) }}
{%- endmacro %}
