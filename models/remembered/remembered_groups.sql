{%- set night = night() -%}

with tonight as (

    select
        cast(null as {{ dbt.type_string() }}) as group_key,
        cast(null as {{ dbt.type_string() }}) as state
    where 1 = 0
    {%- for key in (customer_groups().keys() | list + night.get('unreadable', [])) | unique %}

    union all

    select
        '{{ key }}' as group_key,
        'there' as state
    {%- endfor %}
    {%- for key in night.get('disabled', []) %}

    union all

    select
        '{{ key }}' as group_key,
        'disabled' as state
    {%- endfor %}

),

before as (

    {% if is_remembered('remembered_groups') -%}
    select
        group_key,
        state,
        ended_at
    from {{ remembered('remembered_groups') }}
    {%- elif has_previous('group_sizes') -%}
    -- Left by an earlier version: a group that has no row of its last night had ended by then.
    select
        group_key,
        case when max(as_of) = timestamp '{{ night.previous_as_of }}' then 'there' else 'ended' end as state,
        case when max(as_of) < timestamp '{{ night.previous_as_of }}' then max(as_of) end as ended_at
    from {{ previous_table('group_sizes') }}
    group by group_key
    {%- else -%}
    select
        cast(null as {{ dbt.type_string() }}) as group_key,
        cast(null as {{ dbt.type_string() }}) as state,
        cast(null as timestamp) as ended_at
    where 1 = 0
    {%- endif %}

),

groups as (

    select
        coalesce(tonight.group_key, before.group_key) as group_key,
        coalesce(tonight.state, 'ended') as state,
        -- Of a group that is there again, this tells its entries by hand from those of the one before it.
        case
            when tonight.state is null and before.state != 'ended' then {{ as_of() }}
            else before.ended_at
        end as ended_at
    from tonight
    full outer join before on tonight.group_key = before.group_key

)

select * from groups
