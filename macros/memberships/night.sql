{# What tonight's models know of last night and of the groups. Nothing else in memberships/ or publish/ knows a
   group by name. #}

{# What the runner passes in the var `night`; without it (an analyst's compile) there was no night before.
   run_id        text; stamped on tonight's events
   previous      folder of the current generation's Parquet tables, or none
   previous_tables its tables; an older version published fewer
   previous_columns {table: its columns}, of tables that an older version published with fewer
   previous_keys groups in that generation
   previous_as_of its moment
   remembered    {folder, tables}: what that generation left for tonight alone (models/remembered)
   last_file_id  id of the latest landed file that it had seen
   findings_since id of the landed file after which tonight's findings of files begin
   last_event_id highest event_id in it
   last_file_ids {group_key: file id}: of groups that were held then, the latest file when they were last built
   last_as_ofs   {group_key: moment}: of the same groups, when they were last built
   held          {group_key: {error, as_of, definition_hash}}: groups that failed tonight, and what they last were
   unreadable    groups whose file dbt cannot read, so that customer_groups() lacks them; they are held
   disabled      groups whose file is there, with enabled: false
   warnings      texts: what conditions warned of, each `models/customer_groups/<key>.sql: condition: problem; fix`
   definitions   {group_key: {hash, changed}} #}
{% macro night() -%}
    {{ return(var('night', {
        'run_id': 'unscheduled', 'previous': none, 'previous_tables': [], 'previous_keys': [], 'last_file_id': 0, 'last_event_id': 0,
        'previous_as_of': none, 'last_file_ids': {}, 'last_as_ofs': {}, 'held': {}, 'definitions': {},
    })) }}
{%- endmacro %}

{# The nodes of the models in customer_groups/, by key; empty while dbt is parsing, and in a unit test. #}
{% macro customer_groups() -%}
    {%- set groups = {} -%}
    {%- if execute -%}
        {%- for node in graph.get('nodes', {}).values() | sort(attribute='name')
            if node.resource_type == 'model' and node.fqn[1] == 'customer_groups' -%}
            {%- do groups.update({node.name: node}) -%}
        {%- endfor -%}
    {%- endif -%}
    {{ return(groups) }}
{%- endmacro %}

{# Whether there is such a group; where none is known, any may be. #}
{% macro is_group(key) -%}
    {%- set groups = customer_groups() -%}
    {{ return(key in groups or not groups) }}
{%- endmacro %}

{# Whether there is such a table to read. #}
{% macro has_previous(table) -%}
    {{ return(night().previous is not none and table in night().get('previous_tables', [table])) }}
{%- endmacro %}

{# A column of a table of the current generation; NULL of that type if the version that published it had no such column. #}
{% macro previous_column(table, column, type) -%}
    {{ return(column if column in night().get('previous_columns', {}).get(table, [column]) else 'cast(null as ' ~ type ~ ')') }}
{%- endmacro %}

{# Whether the last generation left such a table for tonight alone. #}
{% macro is_remembered(table) -%}
    {{ return(table in night().get('remembered', {}).get('tables', [])) }}
{%- endmacro %}

{# That table as a relation. #}
{% macro remembered(table) -%}
    {{ return(adapter.dispatch('previous_table', 'rollcall')(night().remembered.folder ~ '/' ~ table ~ '/' ~ table ~ '.parquet')) }}
{%- endmacro %}

{# A table of the current generation as a relation; part names one file of it. #}
{% macro previous_table(table, part='*') -%}
    {{ return(adapter.dispatch('previous_table', 'rollcall')(night().previous ~ '/' ~ table ~ '/' ~ part ~ '.parquet')) }}
{%- endmacro %}

{#- In a folder's name, what a reader of files takes for a pattern stands for itself. -#}
{% macro duckdb__previous_table(path) -%}
    {%- set folder, _, part = path.rpartition('/') -%}
    {{ return('read_parquet(' ~ text_literal(modules.re.sub('([*?[])', '[\\1]', folder) ~ '/' ~ part) ~ ')') }}
{%- endmacro %}

{% macro spark__previous_table(path) -%}
    {{ return('parquet.`' ~ (path | replace('`', '``')) ~ '`') }}
{%- endmacro %}

{# Keys as SQL literals for an `in (...)`; never empty, since SQL has no empty list. #}
{% macro key_literals(keys) -%}
    {{ return((keys | map('tojson') | map('replace', '"', "'") | join(', ')) or "''") }}
{%- endmacro %}

{# Drops the tables of groups whose files are gone; dbt leaves them behind. Runs at the end of every build. #}
{% macro drop_deleted_groups() -%}
    {%- if execute and flags.WHICH in ('build', 'run') -%}
        {%- set kept = customer_groups() -%}
        {%- set schema = api.Relation.create(database=target.database or none, schema='customer_groups') -%}
        {%- for row in list_relations_without_caching(schema).rows if row[1] not in kept %}
            {%- do run_query('drop table if exists ' ~ schema.incorporate(path={'identifier': row[1]})) -%}
        {%- endfor -%}
        {#- A hook ends its transaction with a rollback. -#}
        {%- do adapter.commit() -%}
    {%- endif -%}
{%- endmacro %}

{# What the workshop says of the night that built it: its moment, its run, and the latest file that had landed then. A table of
   one row, written at the end of a night's build. #}
{% macro note_the_night() -%}
    {%- if execute and flags.WHICH == 'build' and target.name == 'duckdb' -%}
        {%- do run_query(night_as_table()) -%}
        {%- do adapter.commit() -%}
    {%- endif -%}
{%- endmacro %}

{% macro night_as_table() -%}
    create or replace table main.night as
    select
        {{ as_of() }} as as_of,
        {{ text_literal(night().run_id) }} as run_id,
        max(file_id) as last_file_id,
        max(landed_at) as last_landed_at
    from {{ source('landing', 'landed_files') }}
{%- endmacro %}
