{%- set long_ago = timestamp_literal(as_of_moment() - modules.datetime.timedelta(days=7)) -%}
{%- set ledgers = var('ledgers', {}) -%}

with entered_here as (

    select
        file_id,
        table_name
    from {{ source('landing', 'landed_files') }}
    where came_from = 'inbox'

),

found as (
    {%- for table in ['loyalty_points', 'store_credit'] %}
    {{ 'union all' if not loop.first }}

    select
        {{ finding(
            'entries_not_sent_back', table,
            'import them into the shop, which then sends them back under the same entry_id; or, if nobody else keeps this'
            ~ ' ledger, say so in the var ledgers',
            count='count(landed.entry_id)', example='min(landed.entry_id)') }}
    from {{ source('raw', table) }} as landed
    inner join entered_here on landed._file_id = entered_here.file_id and entered_here.table_name = '{{ table }}'
    where
        '{{ ledgers.get(table, 'shop') }}' = 'shop'
        and landed._is_sent_back is null
        and landed.occurred_at < {{ long_ago }}
        and {{ is_not_withdrawn('landed') }}
    {%- endfor %}

)

select * from found
