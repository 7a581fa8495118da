{# What customers type, and a condition compares without regard to letter case and blanks around it. #}

{# A code, or a list of them, as SQL literals to compare with lower(trim(column)). #}
{% macro code_literals(condition, codes) -%}
    {%- set trimmed = [] -%}
    {%- for code in ([codes] if codes is string or codes is number else codes) -%}
        {%- do trimmed.append(code | string | trim | lower) -%}
    {%- endfor -%}
    {{ return(text_literals(condition, trimmed)) }}
{%- endmacro %}
