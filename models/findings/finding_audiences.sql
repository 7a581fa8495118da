{%- set closings = {
    'no_consent': ['customers', 'send accepts_email or accepts_sms with the customers: nobody has ever agreed to be written to'],
    'never_landed': ['suppressions', 'send the list of addresses to avoid, a header alone if it is empty; or, if the shop keeps'
        ~ ' none, set the var has_blacklist to false'],
    'rejected': [none, 'send the file again with its rows put right, or whatever comes next whole; or, if nothing is missing,'
        ~ ' `rollcall land --accept FILE --reason TEXT`'],
    'refused': [none, 'fix the file and send it again; or, if nothing is missing, `rollcall land --accept FILE --reason TEXT`'],
    'emptied': [none, 'send the list again; or, if it is empty on purpose, `rollcall land --accept TABLE --reason TEXT`'],
    'too_old': [none, 'send the list again: it is older than the var audience_max_age'],
} -%}

with closings as (

    select
        reason,
        table_name,
        file_name
    from {{ ref('int_audience_closings') }}

),

found as (
    {%- for reason, told in closings.items() %}
    {%- for table in ([told[0]] if told[0] else ['suppressions', 'list_subscriptions']) %}
    {{ 'union all' if not (loop.first and reason == 'no_consent') }}

    select
        {{ finding('audiences_closed', table, told[1], example='min(file_name)', detail=text_literal({
            'no_consent': 'no customer has a consent column',
            'never_landed': 'no file of it has ever landed',
            'rejected': 'rows of the file were rejected',
            'refused': 'the file was refused',
            'emptied': 'it had rows and has none',
            'too_old': 'its last file is too old',
        }[reason])) }}
    from closings
    where reason = '{{ reason }}' and table_name = '{{ table }}'
    {%- endfor %}
    {%- endfor %}

)

select * from found
