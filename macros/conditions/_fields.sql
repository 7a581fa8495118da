{# How the condition `field` reads what it names: a single value, or several, and of which type. #}

{# A single value compared, or what is derived from it. #}
{% macro compared_field(condition, column, type, operator, value, ignore_case, time_zone, derive) -%}
    {%- if derive is none -%}
        {{ return(value_condition(condition, column, type, operator, value, ignore_case, time_zone)) }}
    {%- elif derive != 'age_years' -%}
        {{ condition_error(condition, "unknown derive '" ~ derive ~ "'", "use derive='age_years'") }}
    {%- endif -%}
    {%- set zone = zone(condition, time_zone) -%}
    {%- set years = completed_years(as_day(condition, column, type, zone), zone) -%}
    {{ return(value_condition(condition, years, 'number', operator, value)) }}
{%- endmacro %}

{# Whether one of several values compares: `key in (select key_of_values from values where ...)`. #}
{% macro listed_field(condition, key, key_of_values, values, filter, column, operator, value, ignore_case, time_zone, derive) -%}
    {%- set start = key ~ ' in (select ' ~ key_of_values ~ ' from ' ~ values ~ ' where ' ~ (filter ~ ' and ' if filter else '') -%}
    {%- if operator == 'is empty' -%}
        {{ return('not ' ~ start ~ column ~ " <> '')") }}
    {%- elif operator == 'has all of' -%}
        {%- do equality(condition, column, 'text', operator, value, ignore_case) -%}
        {%- set each = [] -%}
        {%- for one in value -%}
            {%- do each.append(start ~ compared_field(condition, column, 'text', 'is', one, ignore_case, time_zone, derive) ~ ')') -%}
        {%- endfor -%}
        {{ return('(' ~ (each | join(' and ')) ~ ')') }}
    {%- endif -%}
    {{ return(start ~ compared_field(condition, column, 'text', operator, value, ignore_case, time_zone, derive) ~ ')') }}
{%- endmacro %}

{# Refuses a profile field that the shop has neither declared nor sent, once its tables are built: nobody has it, and
   nobody would know. #}
{% macro require_profile_field(condition, name) -%}
    {%- set values, declared, sent = ref('int_profile_values'), ref('stg_profile_fields'), ref('stg_profile_field_values') -%}
    {#- Only a night, or an analyst's build, has tables; a dbt unit test knows no graph and has its own. -#}
    {%- if execute and graph and target.name != 'lint' and flags.WHICH in ('build', 'run') -%}
        {%- set found = namespace(any=false) -%}
        {%- for table in [declared, values, sent] if not found.any -%}
            {%- set found.any = run_query(
                'select 1 from ' ~ table ~ ' where field = ' ~ text_literal(name) ~ ' limit 1').rows | length > 0 -%}
        {%- endfor -%}
        {%- if not found.any -%}
            {%- set distance = 'levenshtein(lower(field), lower(' ~ text_literal(name) ~ '))' -%}
            {%- set near = run_query(
                'select field from (select field from ' ~ declared ~ ' union select field from ' ~ sent ~ ') as known where '
                ~ distance ~ ' <= ' ~ [name | length // 3, 1] | max ~ ' order by ' ~ distance ~ ', field limit 1').rows -%}
            {{ condition_error(condition, "nobody has declared or sent the profile field " ~ name,
                "did you mean profile." ~ near[0][0] ~ "?" if near | length else "land it in profile_fields or profile_field_values") }}
        {%- endif -%}
    {%- endif -%}
{%- endmacro %}

{# The type of a column of the customers mart, from its contract; in a dbt unit test, which knows no other model, from
   the table that the test's rows stand in for. #}
{% macro customer_column_type(condition, column) -%}
    {%- if not execute -%} {{ return('text') }} {%- endif -%}
    {%- set columns = {} -%}
    {%- if graph -%} {%- do columns.update(graph.nodes['model.' ~ project_name ~ '.customers'].columns) -%}
    {%- else -%}
        {%- set mart = api.Relation.create(target.database, generate_schema_name('marts', model), 'customers') -%}
        {%- for each in adapter.get_columns_in_relation(mart) -%} {%- do columns.update({each.name: {'data_type': each.dtype}}) -%} {%- endfor -%}
    {%- endif -%}
    {%- if column not in columns -%}
        {{ condition_error(condition, "customers has no column " ~ column,
            "write profile." ~ column ~ " for a profile field, or one of " ~ (columns | join(', '))) }}
    {%- endif -%}
    {%- set type = columns[column].data_type | lower -%}
    {{ return(
        'text' if type in ('varchar', 'text', 'string') else 'moment' if type.startswith('timestamp')
        else type if type in ('date', 'boolean') else 'number'
    ) }}
{%- endmacro %}
