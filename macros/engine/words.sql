{# Words of a text, which the engines cut out by different functions. #}

{# The first word in small letters; empty for a text without any. A word is letters, digits and what joins them (- _ ' &
   + inside it): CLUB! and CLUB, with any blank after it, are club. #}
{% macro first_word(column) -%}
    {{ return('lower(' ~ adapter.dispatch('first_word', 'rollcall')(column) ~ ')') }}
{%- endmacro %}
{% macro word_pattern() -%} {{ return("[\\p{L}\\p{M}\\p{N}]+(?:[-_'&+][\\p{L}\\p{M}\\p{N}]+)*") }} {%- endmacro %}
{% macro duckdb__first_word(column) -%} {{ return("regexp_extract(" ~ column ~ ", " ~ text_literal(word_pattern()) ~ ")") }} {%- endmacro %}
{% macro spark__first_word(column) -%} {{ return("regexp_extract(" ~ column ~ ", " ~ text_literal(word_pattern()) ~ ", 0)") }} {%- endmacro %}
