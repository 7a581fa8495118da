{# The columns of a relation. By day, on the target `dev`, those of the workshop's, if the analyst has not built one: the rows
   of a unit test stand in for models that are nowhere else. #}
{% macro duckdb__get_columns_in_relation(relation) -%}
    {%- if target.name == 'dev' and relation.database and not load_relation(relation) -%}
        {%- set relation = adapter.get_relation('workshop', relation.schema, relation.identifier) or relation -%}
    {%- endif -%}
    {{ return(dbt.duckdb__get_columns_in_relation(relation)) }}
{%- endmacro %}
