{# One finding's columns, the same in every model of models/findings/: the union that is published reads them by name.

   kind, table_name, what_to_do   texts; kind names the sort of finding, one word for one thing
   count                          SQL: how many; a row with none is left out when findings are published
   out_of                         SQL: how many were looked at, for the share above which a night warns; none: no warning
   example                        SQL: an id, a status, a code or a file's name; never the content of a contact column
   detail                         SQL: what more there is to say; the same goes for it #}
{% macro finding(kind, table_name, what_to_do, count='count(*)', out_of=none, example=none, detail=none) -%}
    {{ text_literal(kind) }} as kind,
    {{ text_literal(table_name) }} as table_name,
    cast({{ count }} as bigint) as count,
    cast({{ out_of or 'null' }} as bigint) as out_of,
    cast({{ example or 'null' }} as {{ dbt.type_string() }}) as example,
    cast({{ detail or 'null' }} as {{ dbt.type_string() }}) as detail,
    {{ text_literal(what_to_do) }} as what_to_do
{%- endmacro %}

{# The models of models/findings/ as relations; empty while dbt is parsing, and in a unit test. #}
{% macro finding_relations() -%}
    {%- set relations = [] -%}
    {%- if execute -%}
        {%- for node in graph.get('nodes', {}).values() | sort(attribute='name')
            if node.resource_type == 'model' and node.fqn[1] == 'findings' -%}
            {%- do relations.append(relation_of(node)) -%}
        {%- endfor -%}
    {%- endif -%}
    {{ return(relations) }}
{%- endmacro %}

{# The share of what was looked at above which a finding is a warning. #}
{% macro share_to_warn_above() -%}
    {%- set share = var('warn_above_share') | string -%}
    {%- if not modules.re.match('^(0([.][0-9]{1,6})?|1([.]0{1,6})?)$', share) -%}
        {{ exceptions.raise_compiler_error("dbt_project.yml: warn_above_share is '" ~ share ~ "'; give a share from 0 to 1"
            ~ " such as 0.05") }}
    {%- endif -%}
    {{ return(share) }}
{%- endmacro %}
