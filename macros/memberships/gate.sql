{# What a group may do is decided by orchestration/gate, for an analyst's own build as at night. #}

{# A group's SQL as it is run: without Jinja in comments and without a semicolon at its end; raises if it does what a
   group may not. #}
{% macro checked_selection(compiled) -%}
    {%- set sql = compiled -%}
    {%- if modules.re.search('(--|/[*])[^\n]*[{][{%]', model.raw_code) -%}
        {%- set asked = {'raw': model.raw_code} -%}
        {%- do adapter.dispatch('ask_gate', 'rollcall')(asked) -%}
        {%- set sql = render(asked.uncommented) -%}
    {%- endif -%}
    {%- set readable = [] -%}
    {%- for id in model.depends_on.nodes -%}
        {%- set node = graph.nodes.get(id) or graph.sources[id] -%}
        {%- do readable.append(plain_relation(node)) -%}
    {%- endfor -%}
    {%- set asked = {
        'raw': model.raw_code, 'place': model.original_file_path, 'sql': sql, 'readable': readable,
        'groups': customer_groups().keys() | list, 'customers': plain_relation(graph.nodes['model.' ~ project_name ~ '.customers']),
    } -%}
    {%- do adapter.dispatch('ask_gate', 'rollcall')(asked) -%}
    {%- if asked.fault -%} {{ exceptions.raise_compiler_error(asked.fault) }} {%- endif -%}
    {{ return(asked.selection) }}
{%- endmacro %}

{# A node's relation as the gate spells it. #}
{% macro plain_relation(node) -%}
    {{ return([node.database, node.schema, node.alias or node.identifier] | select | join('.')) }}
{%- endmacro %}

{% macro duckdb__ask_gate(asked) -%}
    {%- do adapter.store_relation('gate', model, [], '', '', asked) -%}
{%- endmacro %}
{% macro spark__ask_gate(asked) -%}
    {%- do adapter.ask_gate(asked) -%}
{%- endmacro %}
