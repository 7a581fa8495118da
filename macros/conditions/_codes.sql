{# What customers type, and a condition compares without regard to letter case and blanks around it. #}

{# A code, or a list of them, as SQL literals to compare with lower(trim(column)). #}
{% macro code_literals(condition, codes) -%}
    {%- set trimmed = [] -%}
    {%- for code in ([codes] if codes is string or codes is not sequence else codes) if code is not none -%}
        {%- do trimmed.append(code | string | trim) -%}
    {%- endfor -%}
    {{ return(text_literals(condition, trimmed, ignore_case=true)) }}
{%- endmacro %}
