{%- set lists, accept = ['suppressions', 'list_subscriptions'], '`rollcall land --accept FILE --reason TEXT`' -%}
{#- By reason: the tables that it can be about, what is said of it, and what opens the audiences again. -#}
{%- set closings = {
    'no_consent': [
        ['customers'],
        'no customer has a consent column',
        'send accepts_email or accepts_sms with the customers: nobody has ever agreed to be written to',
    ],
    'never_landed': [
        ['suppressions'],
        'no file of it has ever landed',
        'send the list of addresses to avoid, a header alone if it is empty; or, if the shop keeps none, set the var'
            ~ ' has_blacklist to false',
    ],
    'rejected': [
        lists,
        'rows of the file were rejected',
        'send the file again with its rows put right; or, if nothing is missing, ' ~ accept,
    ],
    'refused': [
        lists,
        'the file was refused',
        'fix the file and send it again; or, if nothing is missing, ' ~ accept,
    ],
    'emptied': [
        lists,
        'it had rows and has none',
        'send the list again; or, if it is empty on purpose, ' ~ accept ~ ' with the table for the file',
    ],
    'too_old': [
        lists,
        'its last file is too old',
        'send the list again: it is older than the var audience_max_age',
    ],
} -%}

with closings as (

    select
        reason,
        table_name,
        file_name
    from {{ ref('int_audience_closings') }}

),

found as (
    {%- for reason, (tables, detail, what_to_do) in closings.items() %}
    {%- set is_first = loop.first %}
    {%- for table in tables %}
    {{ 'union all' if not (is_first and loop.first) }}

    select
        {{ finding(
            'audiences_closed', table, what_to_do, example='min(file_name)', detail=text_literal(detail)) }}
    from closings
    where reason = '{{ reason }}' and table_name = '{{ table }}'
    {%- endfor %}
    {%- endfor %}

)

select * from found
