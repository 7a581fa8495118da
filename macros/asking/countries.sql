{# Countries by what they are called. The names themselves are in vocabulary/country_names.sql. #}

{# What a condition compares a country with: two-letter codes in place of whatever was written, one or a list. #}
{% macro country_values(condition, countries) -%}
    {%- if countries is string -%} {{ return(country_code(condition, countries)) }} {%- endif -%}
    {#- What is not a text is refused where it is compared. -#}
    {%- if countries is none or countries is not sequence or countries is mapping -%} {{ return(countries) }} {%- endif -%}
    {%- set codes = [] -%}
    {%- for each in countries -%}
        {%- do codes.append(country_code(condition, each) if each is string else each) -%}
    {%- endfor -%}
    {{ return(codes) }}
{%- endmacro %}

{# The two-letter code of a country: by its name in English or a language of the var locales, in any letters, or by
   another code. Anything else is refused, with the nearest. #}
{% macro country_code(condition, text) -%}
    {%- set wanted = small_letters(text) -%}
    {%- if not wanted -%} {{ return(text) }} {%- endif -%}
    {%- set known = names_of_countries(condition) -%}
    {%- set code = code_by_name(wanted, known) -%}
    {%- if code -%} {{ return(code) }} {%- endif -%}
    {%- set near = nearest_country(wanted, known[1:]) -%}
    {{ condition_error(condition, "'" ~ text ~ "' is not a country that is known", "did you mean " ~ near ~ "?" if near
        else "write its two-letter code, such as 'DK', or its name in English or in a language of the var locales") }}
{%- endmacro %}

{# Refuses what looks into the column of countries for a name: codes are stored. The % at the ends of a pattern are none
   of the name. #}
{% macro require_no_country_name(condition, operator, text) -%}
    {%- set wanted = text.strip('%') if operator == 'like' else text -%}
    {%- set code = code_by_name(small_letters(wanted), names_of_countries(condition)) -%}
    {%- if code and wanted | trim | upper != code -%}
        {{ condition_error(condition, "'" ~ operator ~ "' looks for '" ~ text ~ "' in the two-letter codes of countries, which are not names",
            "write field('customer.country', 'is', '" ~ code ~ "')") }}
    {%- endif -%}
{%- endmacro %}

{# A text as names are written in vocabulary/country_names.sql. #}
{% macro small_letters(text) -%}
    {{ return(text | trim | replace('İ', 'i') | lower | replace('ς', 'σ') | replace(';', ' ')) }}
{%- endmacro %}

{# What countries are called, codes first, then English, then the languages of the var locales. #}
{% macro names_of_countries(condition) -%}
    {%- set known = [country_other_codes(), country_names_en()] -%}
    {%- for locale in var('locales', []) -%}
        {%- set names -%} country_names_{{ locale }} {%- endset -%}
        {%- if names not in context -%}
            {{ condition_error(condition, "there are no names of countries in '" ~ locale ~ "'", "correct the var locales") }}
        {%- endif -%}
        {%- do known.append(context[names]()) -%}
    {%- endfor -%}
    {{ return(known) }}
{%- endmacro %}

{# The two-letter code of what is called so; none if nothing is. #}
{% macro code_by_name(wanted, known) -%}
    {%- set entry -%} ;{{ wanted }}= {%- endset -%}
    {%- for names in known -%}
        {%- set parts = names.split(entry, 1) -%}
        {%- if parts | length == 2 -%} {{ return(parts[1][:2]) }} {%- endif -%}
    {%- endfor -%}
    {{ return(none) }}
{%- endmacro %}

{# The country whose name shares most pairs of letters with a text, as 'DK' (denmark); none if no name shares half. #}
{% macro nearest_country(wanted, known) -%}
    {%- set best = namespace(share=0.5, country=none) -%}
    {%- for names in known -%}
        {%- for entry in names.split(';')[1:] -%}
            {%- set name, code = entry.split('=') -%}
            {%- set shared = namespace(pairs=0) -%}
            {%- for place in range(wanted | length - 1) if wanted[place:place + 2] in name -%}
                {%- set shared.pairs = shared.pairs + 1 -%}
            {%- endfor -%}
            {%- set share = 2 * shared.pairs / [wanted | length + name | length - 2, 1] | max -%}
            {%- if share > best.share -%}
                {%- set country -%} '{{ code }}' ({{ name }}) {%- endset -%}
                {%- set best.share, best.country = share, country -%}
            {%- endif -%}
        {%- endfor -%}
    {%- endfor -%}
    {{ return(best.country) }}
{%- endmacro %}
