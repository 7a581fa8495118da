{# Phone numbers as +<country><number>, so that spellings of one number are equal. What SQL alone cannot read, the landing
   has read by the library phonenumbers (orchestration/landing/phones.py). #}

{# A landed text as a number, in a query with join_landed_phones; NULL for what is not a possible number. #}
{% macro landed_phone(text, digits=none) -%}
    {{ return("(case when phone_numbers.phone is not null then phone_numbers.normalised_phone else " ~ normalised_phone(text, digits) ~ " end)") }}
{%- endmacro %}

{# The join that landed_phone needs. Numbers of customers are of their country, if no other is said; all others of the shop's. #}
{% macro join_landed_phones(text, country=none) -%}
    left join {{ ref('stg_phone_numbers') }} as phone_numbers
        on {{ text }} = phone_numbers.phone and {{ "coalesce(" ~ country ~ ", '')" if country else "''" }} = phone_numbers.country
{%- endmacro %}

{# Any other text, such as a profile field's: its digits, after a + if it began with one, or with 00 instead; any other number
   is of the shop's country (var phone_country_code), less one leading 0, or with its code already if it has so many digits.
   NULL when no number is left. `digits` is the column of its digits (phone_digits) if a query of many numbers has worked it
   out before: every branch here asks for them, and DuckDB works them out for each anew. #}
{% macro normalised_phone(column, digits=none) -%}
    {%- set digits = digits or phone_digits(column) -%}
    {%- set column = dialled_abroad(column) -%}
    {%- set country = shop_phone_code() -%}
    {%- set with_code = lengths_with_code(country) -%}
    {{ return(
        "(case when " ~ digits ~ " in ('', '0', '00') then null"
        ~ " when " ~ regex_found(column, '^[^0-9]*[+]') ~ " then '+' || " ~ digits
        ~ " when " ~ digits ~ " like '00%' then '+' || substring(" ~ digits ~ ", 3)"
        ~ " when " ~ digits ~ " like '0%' then '+" ~ country ~ "' || substring(" ~ digits ~ ", 2)"
        ~ (" when " ~ digits ~ " like '" ~ country ~ "%' and length(" ~ digits ~ ") in (" ~ (with_code | join(', '))
            ~ ") then '+' || " ~ digits if with_code else '')
        ~ " else '+" ~ country ~ "' || " ~ digits ~ " end)"
    ) }}
{%- endmacro %}

{# The digits of a text. #}
{% macro phone_digits(column) -%}
    {{ return(replaced_everywhere(dialled_abroad(column), '[^0-9]', '')) }}
{%- endmacro %}

{# +44 (0)20 is +44 20: the zero in brackets is dialled at home only. #}
{% macro dialled_abroad(column) -%} {{ return("replace(" ~ column ~ ", '(0)', '')") }} {%- endmacro %}

{# The same for a text that a condition names; % and _ of a pattern are kept, and then the code needs its plus. #}
{% macro phone_pattern(text) -%}
    {#- Digits of other scripts, such as those of Arabic, are digits too. -#}
    {%- set read = [] -%}
    {%- for sign in text.replace('(0)', '') -%}
        {%- do read.append(sign | int | string if modules.re.match('[0-9]', sign) is none and modules.re.match('\\d', sign) else sign) -%}
    {%- endfor -%}
    {%- set text = read | join | replace('\uff0b', '+') -%}
    {%- set is_whole = modules.re.sub('[^0-9+]', '', text)[:1] == '+' -%}
    {%- set kept = modules.re.sub('[^0-9%_]', '', text) -%}
    {%- set country = shop_phone_code() -%}
    {%- if is_whole -%} {{ return('+' ~ kept) }}
    {%- elif kept[:2] == '00' -%} {{ return('+' ~ kept[2:]) }}
    {%- elif kept[:1] in ('%', '_', '') -%} {{ return(kept) }}
    {%- elif kept.isdigit() and kept.startswith(country) and kept | length in lengths_with_code(country) -%} {{ return('+' ~ kept) }}
    {%- endif -%}
    {{ return('+' ~ country ~ modules.re.sub('^0', '', kept)) }}
{%- endmacro %}

{# The code of the shop's country, its digits alone. #}
{% macro shop_phone_code() -%}
    {{ return(var('phone_country_code') | string | replace('+', '')) }}
{%- endmacro %}

{# How many digits a number has that is written with its country's code and no plus; not those that one without the code may have. #}
{% macro lengths_with_code(country) -%}
    {%- set lengths = phone_lengths().get(country, []) -%}
    {%- set found = [] -%}
    {%- for each in lengths if each + country | length not in lengths -%} {%- do found.append(each + country | length) -%} {%- endfor -%}
    {{ return(found) }}
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
