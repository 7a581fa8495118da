{%- set night = night() -%}
{%- set groups = customer_groups() -%}
{%- set id_type = sql_type(var('id_type')) -%}
{%- set customers = ref('customers') -%}
{%- set by_hand = ref('int_manual_members') -%}
{%- set taken_over = ref('memberships_taken_over') -%}

-- The union is derived from the folder and the last generation. Each group is compared with its own last members
-- only, which keeps every join small.
with roll as (

    select
        cast(null as string) as group_key,
        cast(null as {{ id_type }}) as customer_id,
        cast(null as timestamp) as joined_at,
        cast(null as boolean) as was_member,
        cast(null as boolean) as is_member,
        cast(null as bigint) as place
    where 1 = 0

    {%- for key, node in groups.items() if key not in night.held %}

    union all

    {% if key in night.previous_keys -%}
    select
        '{{ key }}' as group_key,
        coalesce(selected.customer_id, before.customer_id) as customer_id,
        coalesce(before.joined_at, {{ as_of() }}) as joined_at,
        before.customer_id is not null as was_member,
        selected.customer_id is not null as is_member,
        cast(null as bigint) as place
    from {{ relation_of(node) }} as selected
    full outer join {{ previous_table('group_memberships', key) }} as before
        on selected.customer_id = before.customer_id
    {%- else -%}
    -- New: all of them join. Here the group's own table is sorted, which takes a quarter of the time that it takes to
    -- sort one group among the others (membership_moves).
    select
        '{{ key }}' as group_key,
        customer_id,
        {{ as_of() }} as joined_at,
        false as was_member,
        true as is_member,
        row_number() over (order by customer_id) as place
    from {{ relation_of(node) }}
    {%- endif %}
    {%- endfor %}

    {%- for key in night.previous_keys if key in night.held or key not in groups %}

    union all

    {% if key in night.held -%}
    -- Held: it keeps its last members, except for those who are no longer customers and those removed by hand since.
    select
        '{{ key }}' as group_key,
        before.customer_id,
        before.joined_at,
        true as was_member,
        customers.customer_id is not null and removed.customer_id is null as is_member,
        cast(null as bigint) as place
    from {{ previous_table('group_memberships', key) }} as before
    left join {{ customers }} as customers on before.customer_id = customers.customer_id
    left join {{ by_hand }} as removed
        on removed.group_key = '{{ key }}' and removed.action = 'remove' and before.customer_id = removed.customer_id
    {%- else -%}
    -- Its definition is gone, or disabled: everybody leaves.
    select
        '{{ key }}' as group_key,
        customer_id,
        joined_at,
        true as was_member,
        false as is_member,
        cast(null as bigint) as place
    from {{ previous_table('group_memberships', key) }}
    {%- endif %}
    {%- endfor %}

),

-- A customer who absorbed a member has been one since that one was. On a first night there is nobody to look up.
continued as (

    select
        roll.group_key,
        roll.customer_id,
        {{ 'least(roll.joined_at, taken_over.joined_at)' if night.previous else 'roll.joined_at' }} as joined_at,
        roll.was_member,
        roll.is_member,
        roll.place
    from roll
    {%- if night.previous %}
    left join {{ taken_over }} as taken_over
        on roll.group_key = taken_over.group_key and roll.customer_id = taken_over.customer_id
    {%- endif %}

)

select * from continued
