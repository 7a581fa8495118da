{# Phone numbers as +<country><number>, so that spellings of one number are equal. #}

{# A column: its digits, after a + if it began with one, or with 00 instead; any other number is of the shop's country
   (var phone_country_code), less one leading 0. NULL when no number is left. #}
{% macro normalised_phone(column) -%}
    {#- +44 (0)20 is +44 20: the zero in brackets is dialled at home only. -#}
    {%- set column = "replace(" ~ column ~ ", '(0)', '')" -%}
    {%- set digits = replaced_everywhere(column, '[^0-9]', '') -%}
    {%- set country = var('phone_country_code') | string | replace('+', '') -%}
    {{ return(
        "(case when " ~ digits ~ " in ('', '0', '00') then null"
        ~ " when " ~ regex_found(column, '^[^0-9]*[+]') ~ " then '+' || " ~ digits
        ~ " when " ~ digits ~ " like '00%' then '+' || substring(" ~ digits ~ ", 3)"
        ~ " when " ~ digits ~ " like '0%' then '+" ~ country ~ "' || substring(" ~ digits ~ ", 2)"
        ~ " else '+" ~ country ~ "' || " ~ digits ~ " end)"
    ) }}
{%- endmacro %}

{# Every match of a regular expression replaced, where DuckDB's regexp_replace would stop at the first. #}
{% macro replaced_everywhere(expression, pattern, replacement) -%}
    {{ return(adapter.dispatch('replaced_everywhere', 'rollcall')(expression, pattern, replacement)) }}
{%- endmacro %}
{% macro duckdb__replaced_everywhere(expression, pattern, replacement) -%}
    {{ return("regexp_replace(" ~ expression ~ ", '" ~ pattern ~ "', '" ~ replacement ~ "', 'g')") }}
{%- endmacro %}
{% macro spark__replaced_everywhere(expression, pattern, replacement) -%}
    {{ return("regexp_replace(" ~ expression ~ ", '" ~ pattern ~ "', '" ~ replacement ~ "')") }}
{%- endmacro %}

{# The same for a text that a condition names; % and _ of a pattern are kept. #}
{% macro phone_pattern(text) -%}
    {%- set text = text.replace('(0)', '') -%}
    {%- set is_whole = modules.re.sub('[^0-9+]', '', text)[:1] == '+' -%}
    {%- set kept = modules.re.sub('[^0-9%_]', '', text) -%}
    {%- if is_whole -%} {{ return('+' ~ kept) }}
    {%- elif kept[:2] == '00' -%} {{ return('+' ~ kept[2:]) }}
    {%- elif kept[:1] in ('%', '_', '') -%} {{ return(kept) }}
    {%- endif -%}
    {{ return('+' ~ (var('phone_country_code') | string | replace('+', '')) ~ modules.re.sub('^0', '', kept)) }}
{%- endmacro %}
