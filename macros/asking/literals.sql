{# What an analyst writes, as SQL literals, and SQL put in a row. #}

{# A text, or a list of texts, as a list of SQL literals. Small letters are the engine's, as those of the column are:
   Python's lower() makes others of I with a dot and of a last sigma. #}
{% macro text_literals(condition, texts, ignore_case=false) -%}
    {%- set each = [texts] if texts is string or texts is number or texts is mapping else texts -%}
    {%- if not each -%}
        {{ condition_error(condition, "an empty list selects nobody", "name at least one value") }}
    {%- endif -%}
    {%- for text in each -%}
        {%- if text is not string and text is not number -%}
            {{ condition_error(condition, "'" ~ text ~ "' is not a text", "name texts only, such as ['a', 'b']") }}
        {%- endif -%}
        {%- if ignore_case -%} lower({{ text_literal(text) }})
        {%- else -%} {{ text_literal(text) }}
        {%- endif -%}
        {{ ', ' if not loop.last }}
    {%- endfor -%}
{%- endmacro %}

{# What customers type, and a condition compares without regard to letter case and blanks around it: a code, or a list of
   them, as SQL literals to compare with lower(trim(column)). #}
{% macro code_literals(condition, codes) -%}
    {%- set trimmed = [] -%}
    {%- for code in ([codes] if codes is string or codes is not sequence else codes) if code is not none -%}
        {%- do trimmed.append(code | string | trim) -%}
    {%- endfor -%}
    {{ text_literals(condition, trimmed, ignore_case=true) }}
{%- endmacro %}

{# SQL conditions in a row, with `and` or `or` between them. #}
{% macro in_a_row(tests, word) -%}
    {%- for test in tests -%}
        {%- if not loop.first %} {{ word }} {% endif -%}
        {{ test }}
    {%- endfor -%}
{%- endmacro %}

{# Equal to one of some literals. #}
{% macro one_of(compared, literals) -%}
    {%- if literals | length == 1 -%} {{ compared }} = {{ literals[0] }}
    {%- else -%} {{ compared }} in ({% for literal in literals %}{{ literal }}{{ ', ' if not loop.last }}{% endfor %})
    {%- endif -%}
{%- endmacro %}

{# A text set further in, except for its first line. As it stands, if a line break in it may be a literal's or end a comment,
   and would be another one then: where there is anything besides quotes of three kinds without line breaks in them. #}
{% macro indented(text, width) -%}
    {%- set is_plain = not modules.re.search('--|/[*]|\\\\|[$]\\w*[$]|[\\r\\v\\f\\x1c-\\x1e\\x85\\u2028\\u2029]', text)
        and modules.re.match("(?:[^'\"`]|'[^'\\n]*'|[\"][^'\"`\\n]*[\"]|`[^'\"`\\n]*`)*$", text) -%}
    {{ text | indent(width) if is_plain else text }}
{%- endmacro %}
