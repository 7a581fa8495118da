{# Every customer. #}
{% macro auto_member() -%}
    {{ return('true') }}
{%- endmacro %}
