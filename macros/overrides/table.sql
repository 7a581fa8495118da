{# A table made under its own name, once the one of last night is dropped, in one transaction. dbt's own makes it under
   another name and renames twice, and each renaming costs as much as the rest of a small table. Tables here have no
   indexes, no foreign keys, no grants, and no descriptions in the warehouse. #}
{% materialization table, adapter='duckdb' %}

    {%- set existing = load_cached_relation(this) -%}
    {%- set target_relation = this.incorporate(type='table') -%}
    {{ run_hooks(pre_hooks, inside_transaction=False) }}
    {{ run_hooks(pre_hooks, inside_transaction=True) }}
    {%- if existing is not none -%}
        {{ drop_relation(existing) }}
    {%- endif -%}

    {% call statement('main') -%}
        {{ create_table_as(False, target_relation, compiled_code) }}
    {%- endcall %}

    {{ run_hooks(post_hooks, inside_transaction=True) }}
    {{ adapter.commit() }}
    {{ run_hooks(post_hooks, inside_transaction=False) }}
    {{ return({'relations': [target_relation]}) }}

{% endmaterialization %}
