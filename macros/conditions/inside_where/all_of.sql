{# All of them hold: `and` inside a where=, where SQL's own has no place. all_of(a, b) is (a and b). #}
{% macro all_of() -%}
    ({{ joined_filters('all_of', varargs, 'and', 'true') }})
{%- endmacro %}
