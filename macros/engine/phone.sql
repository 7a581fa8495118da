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
   is of the shop's country (var phone_country_code), less what is dialled before it at home, or with its code already if it
   has so many digits.
   NULL when no number is left. `digits` is the column of its digits (phone_digits) if a query of many numbers has worked it
   out before: every branch here asks for them, and DuckDB works them out again for each. #}
{% macro normalised_phone(column, digits=none) -%}
    {%- set digits = digits or phone_digits(column) -%}
    {%- set column = dialled_abroad(column) -%}
    {%- set country = shop_phone_code() -%}
    {%- set with_code = lengths_with_code(country) -%}
    {%- set lengths = phone_lengths().get(country, []) -%}
    {%- set prefix = national_prefix(country) -%}
    {%- set with_prefix = [] -%}
    {%- for each in lengths -%} {%- do with_prefix.append(each + prefix | length) -%} {%- endfor -%}
    {{ return(
        "(case when " ~ digits ~ " in ('', '0', '00') then null"
        ~ " when " ~ regex_found(column, '^[^0-9]*[+]') ~ " then '+' || " ~ digits
        ~ " when " ~ digits ~ " like '00%' then '+' || substring(" ~ digits ~ ", 3)"
        ~ (" when " ~ digits ~ " like '" ~ prefix ~ "%' and length(" ~ digits ~ ") in (" ~ (with_prefix | join(', '))
            ~ ") then '+" ~ country ~ "' || substring(" ~ digits ~ ", " ~ (prefix | length + 1) ~ ")"
            if prefix not in ('', '0') else '')
        ~ " when " ~ digits ~ " like '0%'" ~ (" and length(" ~ digits ~ ") not in (" ~ (lengths | join(', ')) ~ ")"
            if prefix != '0' and lengths else '')
        ~ " then '+" ~ country ~ "' || substring(" ~ digits ~ ", 2)"
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

{# The same for a text that a condition names: a whole number as the library reads it. % and _ of a pattern are kept, and
   then the code needs its plus. #}
{% macro phone_pattern(text) -%}
    {%- set number = phone_number(text) -%}
    {%- if number is not none -%} {{ return(number) }} {%- endif -%}
    {%- set text = without_extension(text) | replace('(0)', '') -%}
    {%- set is_whole = modules.re.sub('[^0-9+]', '', text)[:1] == '+' -%}
    {%- set kept = modules.re.sub('[^0-9%_]', '', text) -%}
    {%- if is_whole -%} {{ return('+' ~ kept) }}
    {%- elif kept[:2] == '00' -%} {{ return('+' ~ kept[2:]) }}
    {%- elif kept[:1] in ('%', '_', '') -%} {{ return(kept) }}
    {%- endif -%}
    {{ return('+' ~ shop_phone_code() ~ modules.re.sub('^0', '', kept)) }}
{%- endmacro %}

{# The number that a text names; none for a pattern and for what is not a possible number. #}
{% macro phone_number(text) -%}
    {%- set text = without_extension(text) -%}
    {%- set kept = modules.re.sub('[^0-9+]', '', text) -%}
    {%- set digits = kept | replace('+', '') -%}
    {%- if '%' in text or '_' in text -%} {{ return(none) }} {%- endif -%}
    {%- if kept[:1] == '+' or kept[:2] == '00' -%}
        {%- set digits = digits[2:] if kept[:2] == '00' else digits -%}
        {%- for length in (1, 2, 3) if digits[:length] in phone_lengths() -%}
            {{ return(possible_number(digits[:length], digits[length:])) }}
        {%- endfor -%}
        {{ return(none) }}
    {%- endif -%}
    {%- set country = shop_phone_code() -%}
    {%- set number = possible_number(country, digits) -%}
    {%- if number is none and digits.startswith(country) -%}
        {{ return(possible_number(country, digits[country | length:])) }}
    {%- endif -%}
    {{ return(number) }}
{%- endmacro %}

{# A country's code and a number's digits, less what is dialled before it at home; none if it cannot have so many. A zero is
   written before numbers of countries too where none is dialled. #}
{% macro possible_number(country, digits) -%}
    {%- set lengths = phone_lengths().get(country, []) -%}
    {%- for prefix in (national_prefix(country), '', '0') if digits.startswith(prefix) and digits | length - prefix | length in lengths -%}
        {{ return('+' ~ country ~ digits[prefix | length:]) }}
    {%- endfor -%}
    {{ return(none) }}
{%- endmacro %}

{# A text with the digits of every script, such as those of Arabic, as 0 to 9, and without an extension at its end. #}
{% macro without_extension(text) -%}
    {%- set read = [] -%}
    {%- for sign in text -%}
        {%- do read.append(sign | int | string if modules.re.match('[0-9]', sign) is none and modules.re.match('\\d', sign) else sign) -%}
    {%- endfor -%}
    {%- set extension = '(?i)([0-9%_][^0-9%_a-z#]*?)[;, ]*(?:ext(?:ension|n)?|x|#)[.:= ]*[0-9]+ *$' -%}
    {{ return(modules.re.sub(extension, '\\1', read | join | replace('\uff0b', '+'))) }}
{%- endmacro %}

{# What is dialled before a number of a country at home. #}
{% macro national_prefix(country) -%} {{ return(national_prefixes().get(country, '0')) }} {%- endmacro %}

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
