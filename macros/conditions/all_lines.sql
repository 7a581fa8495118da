{# Every line of the order meets it; so does an order without lines. For the where= of a condition on orders. A line of
   which plain SQL says neither yes nor no, because something is missing, does not meet it. #}
{% macro all_lines(where) -%}
    {{ return('not ' ~ any_line('not coalesce(' ~ where_filters('all_lines', where or '', over='text')[0] ~ ', false)')) }}
{%- endmacro %}
