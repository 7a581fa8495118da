{# A text as an SQL literal, whatever is in it; none becomes a NULL of type text. #}
{% macro text_literal(text) -%}
    {{ return(adapter.dispatch('text_literal', 'rollcall')(text)) }}
{%- endmacro %}

{% macro default__text_literal(text) -%}
    {%- if text is none -%} {{ return("cast(null as string)") }} {%- endif -%}
    {{ return("'" ~ (text | string | replace("'", "''")) ~ "'") }}
{%- endmacro %}

{% macro spark__text_literal(text) -%}
    {%- if text is none -%} {{ return("cast(null as string)") }} {%- endif -%}
    {{ return("'" ~ (text | string | replace("\\", "\\\\") | replace("'", "\\'")) ~ "'") }}
{%- endmacro %}
