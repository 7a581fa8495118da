{# By day, on the target `dev`: a model that is not in the selection is read from the workshop of the current generation, which
   has what the night built; from the analyst's own file if the workshop has none of that name. dbt's own deferral cannot
   be set in a project file. #}
{% macro ref() -%}
    {%- set relation = builtins.ref(*varargs, **kwargs) -%}
    {%- if not execute or target.name != 'dev' or model.resource_type == 'unit_test' or not graph -%} {{ return(relation) }} {%- endif -%}
    {%- set id -%} model.{{ project_name }}.{{ varargs | last }} {%- endset -%}
    {%- if id in selected_resources -%} {{ return(relation) }} {%- endif -%}
    {%- set built = adapter.get_relation('workshop', relation.schema, relation.identifier) -%}
    {{ return(built or relation) }}
{%- endmacro %}
