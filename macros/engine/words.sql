{# Words of a text, which the engines cut out by different functions. #}

{# The first word in small letters; empty for a text without any. White space parts words, at the beginning too. #}
{% macro first_word(column) -%}
    {{ return('lower(' ~ adapter.dispatch('first_word', 'rollcall')(column) ~ ')') }}
{%- endmacro %}
{% macro duckdb__first_word(column) -%} {{ return("regexp_extract(" ~ column ~ ", '\\S+')") }} {%- endmacro %}
{% macro spark__first_word(column) -%} {{ return("regexp_extract(" ~ column ~ ", " ~ text_literal('[^ \\t\\n\\f\\r]+') ~ ", 0)") }} {%- endmacro %}
