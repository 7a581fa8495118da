{# By day, on the target `dev`: what is not built in the same run is read from the workshop of the current generation, which has what
   the night built; from the analyst's own file if the workshop has none of that name. dbt's own deferral cannot be set in a
   project file. #}
{% macro ref() -%}
    {%- set relation = builtins.ref(*varargs, **kwargs) -%}
    {%- if model.resource_type == 'unit_test' or not graph -%} {{ return(relation) }} {%- endif -%}
    {%- set id -%} model.{{ project_name }}.{{ varargs | last }} {%- endset -%}
    {{ return(by_day(relation, id)) }}
{%- endmacro %}

{# A model's relation, by its id: on the target `dev` that of the workshop, unless it is in the selection and is being built, or
   was built and is tested. #}
{% macro by_day(relation, id) -%}
    {%- if not execute or target.name != 'dev' -%} {{ return(relation) }} {%- endif -%}
    {%- set is_own = flags.WHICH in ('build', 'run', 'retry') or (flags.WHICH == 'test' and load_cached_relation(relation)) -%}
    {%- if is_own and id in selected_resources -%} {{ return(relation) }} {%- endif -%}
    {{ return(adapter.get_relation('workshop', relation.schema, relation.identifier) or relation) }}
{%- endmacro %}

{# That of a node which is found in the graph and not named by a ref. #}
{% macro relation_of(node) -%}
    {%- set relation = api.Relation.create(database=node.database, schema=node.schema, identifier=node.alias) -%}
    {{ return(by_day(relation, node.unique_id)) }}
{%- endmacro %}
