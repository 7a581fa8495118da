{%- set night = night() -%}
{%- set groups = customer_groups() -%}
{%- set id_type = sql_type(var('id_type')) -%}

-- The union is derived from the folder and the last generation. Each group is compared with its own last members
-- only, which keeps every join small.
with roll as (

    select
        cast(null as string) as group_key,
        cast(null as {{ id_type }}) as customer_id,
        cast(null as timestamp) as joined_at,
        cast(null as boolean) as was_member,
        cast(null as boolean) as is_member
    where 1 = 0

    {%- for key, node in groups.items() if key not in night.held %}

    union all

    {% if key in night.previous_keys -%}
    select
        '{{ key }}' as group_key,
        coalesce(selected.customer_id, before.customer_id) as customer_id,
        coalesce(before.joined_at, {{ as_of() }}) as joined_at,
        before.customer_id is not null as was_member,
        selected.customer_id is not null as is_member
    from {{ api.Relation.create(database=node.database, schema=node.schema, identifier=node.alias) }} as selected
    full outer join {{ previous_table('group_memberships', key) }} as before
        on selected.customer_id = before.customer_id
    {%- else -%}
    select
        '{{ key }}' as group_key,
        customer_id,
        {{ as_of() }} as joined_at,
        false as was_member,
        true as is_member
    from {{ api.Relation.create(database=node.database, schema=node.schema, identifier=node.alias) }}
    {%- endif %}
    {%- endfor %}

    {%- for key in night.previous_keys if key in night.held or key not in groups %}

    union all

    -- {{ 'Held: it keeps its last members.' if key in night.held else 'Its definition is gone: everybody leaves.' }}
    select
        '{{ key }}' as group_key,
        customer_id,
        joined_at,
        true as was_member,
        {{ 'true' if key in night.held else 'false' }} as is_member
    from {{ previous_table('group_memberships', key) }}
    {%- endfor %}

)

select * from roll
