{# Published models are called published_<table>, since dbt wants one name per project; the relation, like the
   table in the BI file, is called <table>. #}
{% macro generate_alias_name(custom_alias_name=none, node=none) -%}
    {%- if custom_alias_name -%} {{ custom_alias_name | trim }}
    {%- elif node.fqn[1] == 'publish' -%} {{ node.name[('published_' | length):] }}
    {%- else -%} {{ node.name }}
    {%- endif -%}
{%- endmacro %}
