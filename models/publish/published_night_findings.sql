with found as (

    select
        cast(null as string) as kind,
        cast(null as string) as table_name,
        cast(null as bigint) as count,
        cast(null as bigint) as out_of,
        cast(null as string) as example,
        cast(null as string) as detail,
        cast(null as string) as what_to_do
    where 1 = 0

    {%- for relation in finding_relations() %}

    union all

    select
        kind,
        table_name,
        count,
        out_of,
        example,
        detail,
        what_to_do
    from {{ relation }}
    {%- endfor %}

),

held as (

    select
        {{ finding(
            'held_group', 'customer_groups', 'fix its file; until a night builds it, it keeps its last members',
            count='1', example='group_key', detail='error') }}
    from {{ ref('group_cards') }}
    where status = 'held'

),

warned as (

    select
        {{ finding('condition_warning', 'customer_groups', 'change its window, or leave it and know', count='0') }}

    {%- for warning in night().get('warnings', []) %}

    union all

    select
        {{ finding(
            'condition_warning', 'customer_groups', 'change its window, or leave it and know',
            count='1', example=text_literal(warning.split('.sql: ')[0].split('/') | last), detail=text_literal(warning)) }}
    {%- endfor %}

),

findings as (

    select * from found

    union all

    select * from held

    union all

    select * from warned

),

published as (

    select
        {{ text_literal(night().run_id) }} as run_id,
        {{ as_of() }} as as_of,
        kind,
        table_name,
        count,
        example,
        what_to_do,
        out_of,
        detail,
        coalesce(count > {{ share_to_warn_above() }} * out_of, false) as is_warning
    from findings
    where count > 0

)

select * from published
