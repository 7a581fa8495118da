{# How the condition `field` reads what it names: a single value, or several, and of which type. #}

{# A column of customers. #}
{% macro customer_field(condition, column, operator, value, ignore_case, time_zone, derive) -%}
    {%- set type, compares = customer_column_type(condition, column), comparison_of(operator) -%}
    {%- if column == 'phone' and compares == 'phone' -%}
        {#- Read with their countries, of which the column itself knows nothing. -#}
        {%- set test = text_match(condition, 'normalised_phone', type, operator, value, ignore_case) -%}
        {%- set found -%} customer_id in (select customer_id from {{ ref('int_customer_phones') }} where {{ test }}) {%- endset -%}
        {{ of_customers_by_id(found) }}
    {%- else -%}
        {%- if column == 'country' and compares in ('equality', 'list') -%}
            {%- set value = country_values(condition, value) -%}
        {%- elif column == 'country' and compares == 'text' and operator != 'matches' and value is string -%}
            {%- do require_no_country_name(condition, operator, value) -%}
        {%- endif -%}
        {{ of_customers(compared_field(condition, column, type, operator, value, ignore_case, time_zone, derive)) }}
    {%- endif -%}
{%- endmacro %}

{# A column of one record, or of one order line. #}
{% macro record_field(condition, owner, short, operator, value, ignore_case, time_zone, derive) -%}
    {%- set fields, owners = dict(line_fields()) if owner == 'line' else {}, ['customer', 'profile', 'line'] -%}
    {%- for kind in record_kinds().values() -%}
        {%- do owners.append(kind.prefix) -%}
        {%- if kind.prefix == owner -%} {%- do fields.update(kind.fields) -%} {%- endif -%}
    {%- endfor -%}
    {%- if not fields -%}
        {{ condition_error(condition, "nothing is called " ~ owner, "use one of " ~ (owners | join(', '))) }}
    {%- elif short not in fields -%}
        {{ condition_error(condition, owner ~ " has no field " ~ short, "use one of " ~ (fields | join(', '))) }}
    {%- endif -%}
    {%- set is_status = owner == 'order' and short == 'status' -%}
    {%- set ignore_case = ignore_case or is_status or (owner == 'order' and short == 'currency') -%}
    {#- In a pattern an underscore is not a blank. -#}
    {%- if is_status and operator not in ('like', 'matches') -%}
        {%- set value = normalised_statuses(value)[0] if value is string else normalised_statuses(value) if value is sequence else value -%}
    {%- endif -%}
    {{ compared_field(condition, fields[short][0], fields[short][1], operator, value, ignore_case, time_zone, derive) }}
{%- endmacro %}

{# A single value compared, or what is derived from it. #}
{% macro compared_field(condition, column, type, operator, value, ignore_case, time_zone, derive) -%}
    {%- if derive is none -%}
        {{ value_condition(condition, column, type, operator, value, ignore_case, time_zone) }}
    {%- elif derive != 'age_years' -%}
        {{ condition_error(condition, "unknown derive '" ~ derive ~ "'", "use derive='age_years'") }}
    {%- else -%}
        {%- set zone = zone(condition, time_zone) -%}
        {%- set years = completed_years(as_day(condition, column, type, zone), zone) -%}
        {{ value_condition(condition, years, 'number', operator, value) }}
    {%- endif -%}
{%- endmacro %}

{# Whether one of several values compares: `key in (select key_of_values from values where ...)`. #}
{% macro listed_field(condition, key, key_of_values, values, filter, column, operator, value, ignore_case, time_zone, derive) -%}
    {%- set found -%} {{ key }} in (select {{ key_of_values }} from {{ values }} where{% if filter %} {{ filter }} and{% endif %} {%- endset -%}
    {%- if operator == 'is empty' -%}
        not {{ found }} {{ column }} <> '')
    {%- elif operator == 'has all of' -%}
        {%- do equality(condition, column, 'text', operator, value, ignore_case) -%}
        {%- set each = [] -%}
        {%- for one in value -%}
            {%- set test -%}
                {{ found }} {{ compared_field(condition, column, 'text', 'is', one, ignore_case, time_zone, derive) }})
            {%- endset -%}
            {%- do each.append(test) -%}
        {%- endfor -%}
        ({{ in_a_row(each, 'and') }})
    {%- else -%}
        {{ found }} {{ compared_field(condition, column, 'text', operator, value, ignore_case, time_zone, derive) }})
    {%- endif -%}
{%- endmacro %}

{# Refuses a profile field that the shop has neither declared nor sent, once its tables are built: nobody has it, and
   nobody would know. #}
{% macro require_profile_field(condition, name) -%}
    {%- set values, declared, sent = ref('int_profile_values'), ref('stg_profile_fields'), ref('stg_profile_field_values') -%}
    {#- Only a night, or an analyst's build, has tables; a dbt unit test knows no graph and has its own. Asked once: not
        for the book again. -#}
    {%- if execute and graph and not model.get('book') and target.name != 'lint' and flags.WHICH in ('build', 'run') -%}
        {%- set found = namespace(any=false) -%}
        {%- for table in [declared, values, sent] if not found.any -%}
            {%- set found.any = run_query(profile_field_query(table, name)).rows | length > 0 -%}
        {%- endfor -%}
        {%- if not found.any -%}
            {%- set near = run_query(nearest_profile_field_query(declared, sent, name)).rows -%}
            {{ condition_error(condition, "nobody has declared or sent the profile field " ~ name,
                "did you mean profile." ~ near[0][0] ~ "?" if near | length else "land it in profile_fields or profile_field_values") }}
        {%- endif -%}
    {%- endif -%}
{%- endmacro %}

{% macro profile_field_query(table, name) -%}
    select 1 from {{ table }} where field = {{ text_literal(name) }} limit 1
{%- endmacro %}

{# The field, declared or sent, with the nearest name; at most a third of its letters differ. #}
{% macro nearest_profile_field_query(declared, sent, name) -%}
    {%- set distance -%} levenshtein(lower(field), lower({{ text_literal(name) }})) {%- endset -%}
    select field
    from (
        select field from {{ declared }}
        union
        select field from {{ sent }}
    ) as known
    where {{ distance }} <= {{ [name | length // 3, 1] | max }}
    order by {{ distance }}, field
    limit 1
{%- endmacro %}

{# The type of a column of the customers mart, from its contract; in a dbt unit test, which knows no other model, from
   the table that the test's rows stand in for. #}
{% macro customer_column_type(condition, column) -%}
    {%- if not execute -%} {{ return('text') }} {%- endif -%}
    {%- set columns = {} -%}
    {%- set id -%} model.{{ project_name }}.customers {%- endset -%}
    {%- if graph -%} {%- do columns.update(graph.nodes[id].columns) -%}
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
