{# What a group may do is decided by orchestration/gate, for an analyst's own build as at night. #}

{# A group's SQL as it is run: rendered with a book open, after what its conditions read, without Jinja in comments and
   without a semicolon at its end; raises if it does what a group may not. #}
{% macro checked_selection() -%}
    {%- set asked = {'raw': model.raw_code} -%}
    {%- do adapter.dispatch('ask_gate', 'rollcall')(asked) -%}
    {%- do open_book(model.name) -%}
    {%- set rendered = {'rendered': render(asked.runnable)} -%}
    {%- set reads = closed_book().reads -%}
    {%- do adapter.dispatch('ask_gate', 'rollcall')(rendered) -%}
    {%- set judged = judged_selection(model.raw_code, with_reads(reads, rendered.selection)) -%}
    {%- if judged.fault -%} {{ exceptions.raise_compiler_error(judged.fault) }} {%- endif -%}
    {{ return(without_marks(judged.selection)) }}
{%- endmacro %}

{# What the gate says of an SQL of this group: its fault, or none, and the selection. #}
{% macro judged_selection(raw, sql) -%}
    {%- set readable = [] -%}
    {%- for id in model.depends_on.nodes -%}
        {%- do readable.append(plain_relation(relation_of(graph.nodes[id]) if id in graph.nodes else graph.sources[id])) -%}
    {%- endfor -%}
    {%- set asked = {
        'raw': raw, 'place': model.original_file_path, 'sql': sql, 'readable': readable,
        'groups': customer_groups().keys() | list, 'customers': plain_relation(ref('customers')),
        'locales': var('locales', []),
    } -%}
    {%- do adapter.dispatch('ask_gate', 'rollcall')(asked) -%}
    {{ return(asked) }}
{%- endmacro %}

{# Whether a part of a group's SQL means by itself what it means in its place: it names nothing from around it. #}
{% macro stands_alone(sql) -%}
    {#- Without a warehouse nobody can tell. -#}
    {%- if not execute or target.name == 'lint' -%} {{ return(false) }} {%- endif -%}
    {{ return(judged_selection('', sql).fault is none and adapter.dispatch('can_be_planned', 'rollcall')(sql)) }}
{%- endmacro %}
{% macro duckdb__can_be_planned(sql) -%}
    {#- A fault of the SQL comes back as a value, where running it would raise. -#}
    {%- set plan = run_query('select json_serialize_plan(' ~ text_literal(sql) ~ ')').rows[0][0] -%}
    {{ return(fromjson(plan).error is false) }}
{%- endmacro %}
{% macro spark__can_be_planned(sql) -%} {{ return(adapter.can_be_planned(sql)) }} {%- endmacro %}

{# A relation, or a source, as the gate spells it. #}
{% macro plain_relation(relation) -%}
    {{ return([relation.database, relation.schema, relation.identifier] | select | join('.')) }}
{%- endmacro %}

{% macro duckdb__ask_gate(asked) -%}
    {%- do adapter.store_relation('gate', model, [], '', '', asked) -%}
{%- endmacro %}
{% macro spark__ask_gate(asked) -%}
    {%- do adapter.ask_gate(asked) -%}
{%- endmacro %}
