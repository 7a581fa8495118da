{# None of them holds: `not` inside a where=. #}
{% macro none_of() -%} {{ return('not (' ~ (varargs | join(' or ') or 'false') ~ ')') }} {%- endmacro %}
