{# A text as an SQL literal, whatever is in it; none becomes a NULL of type text. The start of a comment is taken apart:
   the marks that conditions put into their SQL (asking/customers.sql) are comments, and no text may pass for one. #}
{% macro text_literal(text) -%}
    {{ return(adapter.dispatch('text_literal', 'rollcall')(text)) }}
{%- endmacro %}

{% macro default__text_literal(text) -%}
    {%- if text is none -%} {{ return("cast(null as string)") }} {%- endif -%}
    {{ return(without_comment_marks("'" ~ (text | string | replace("'", "''")) ~ "'")) }}
{%- endmacro %}

{% macro spark__text_literal(text) -%}
    {%- if text is none -%} {{ return("cast(null as string)") }} {%- endif -%}
    {{ return(without_comment_marks("'" ~ (text | string | replace("\\", "\\\\") | replace("'", "\\'")) ~ "'")) }}
{%- endmacro %}

{% macro without_comment_marks(literal) -%}
    {{ return('(' ~ (literal | replace('/*', "/' || '*")) ~ ')' if '/*' in literal else literal) }}
{%- endmacro %}
