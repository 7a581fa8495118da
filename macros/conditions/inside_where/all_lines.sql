{# Every line of the order meets it; so does an order without lines. For the where= of a condition on orders. A line of
   which plain SQL says neither yes nor no, because something is missing, does not meet it. #}
{% macro all_lines(where) -%}
    {%- set fails -%} not coalesce({{ in_brackets(given_filter('all_lines', where)) }}, false) {%- endset -%}
    not {{ any_line(fails) }}
{%- endmacro %}
