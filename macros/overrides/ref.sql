{# By day, on the target `dev`: what is not built in the same run is read from the workshop of the current generation, which has what
   the night built; from the analyst's own file if the workshop has none of that name. dbt's own deferral cannot be set in a
   project file. #}
{% macro ref() -%}
    {%- set relation = builtins.ref(*varargs, **kwargs) -%}
    {%- if not execute or target.name != 'dev' or model.resource_type == 'unit_test' or not graph -%} {{ return(relation) }} {%- endif -%}
    {%- for kind in ('model', 'seed', 'snapshot') -%}
        {%- set id -%} {{ kind }}.{{ project_name }}.{{ varargs | last }} {%- endset -%}
        {%- if id in graph.nodes -%} {{ return(by_day(relation, id)) }} {%- endif -%}
    {%- endfor -%}
    {{ return(relation) }}
{%- endmacro %}

{# A node's relation, by its id: on the target `dev` that of the workshop, unless it is built in the same run, or was built and
   is tested. dbt tells no selection when it tries again what failed: then what is there was built before it failed. #}
{% macro by_day(relation, id) -%}
    {%- if not execute or target.name != 'dev' -%} {{ return(relation) }} {%- endif -%}
    {%- set is_built = flags.WHICH in ('build', 'run', 'seed', 'snapshot') and id in selected_resources -%}
    {%- set may_be_built = flags.WHICH == 'test' or (flags.WHICH in ('build', 'run') and not selected_resources) -%}
    {%- if is_built or (may_be_built and load_cached_relation(relation)) -%} {{ return(relation) }} {%- endif -%}
    {{ return(adapter.get_relation('workshop', relation.schema, relation.identifier) or relation) }}
{%- endmacro %}

{# That of a node which is found in the graph and not named by a ref. #}
{% macro relation_of(node) -%}
    {%- set relation = api.Relation.create(database=node.database, schema=node.schema, identifier=node.alias) -%}
    {{ return(by_day(relation, node.unique_id)) }}
{%- endmacro %}
