{# At least one of them holds: `or` inside a where=. #}
{% macro any_of() -%} {{ return('(' ~ (varargs | join(' or ') or 'false') ~ ')') }} {%- endmacro %}
