{# Conditions joined inside a where=, where SQL's own `and` has no place: all_of(a, b) is (a and b). #}

{# All of them hold. #}
{% macro all_of() -%} {{ return('(' ~ (varargs | join(' and ') or 'true') ~ ')') }} {%- endmacro %}

{# At least one of them holds. #}
{% macro any_of() -%} {{ return('(' ~ (varargs | join(' or ') or 'false') ~ ')') }} {%- endmacro %}

{# None of them holds. #}
{% macro none_of() -%} {{ return('not (' ~ (varargs | join(' or ') or 'false') ~ ')') }} {%- endmacro %}
