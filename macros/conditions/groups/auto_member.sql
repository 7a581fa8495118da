{# Every customer. #}
{% macro auto_member() -%}
    true
{%- endmacro %}
