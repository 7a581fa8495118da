{%- set night = night() -%}
{%- set groups = groups_with_messages() -%}

with texts as (

    {% for key, group in groups.items() -%}
    select
        '{{ key }}' as group_key,
        '{{ group_channel(group) }}' as channel,
        {{ text_literal(group_message(group)) }} as text

    union all

    {% endfor -%}
    select
        cast(null as {{ dbt.type_string() }}) as group_key,
        cast(null as {{ dbt.type_string() }}) as channel,
        cast(null as {{ dbt.type_string() }}) as text
    where 1 = 0

),

-- A customer who joins because of a merge, or because one was undone, belonged already and has had the message.
joined as (

    select * from {{ ref('membership_moves') }}
    where
        event = 'joined'
        and cause != 'merged'
        and group_key in ({{ key_literals(groups) }})

),

-- The id follows from who joined what and when: after a rollback the night finds the same message under the same id.
tonight as (

    select
        md5(
            joined.group_key || '/' || cast(joined.customer_id as {{ dbt.type_string() }})
            || '/' || cast({{ as_of() }} as {{ dbt.type_string() }})
        ) as message_id,
        joined.group_key,
        joined.customer_id,
        texts.channel,
        texts.text,
        joined.cause,
        {{ as_of() }} as created_at,
        {{ text_literal(night.run_id) }} as run_id
    from joined
    inner join texts on joined.group_key = texts.group_key

),

messages as (

    {% if has_previous('outbox_messages') -%}
    select
        message_id,
        group_key,
        customer_id,
        channel,
        text,
        cause,
        created_at,
        run_id
    from {{ previous_table('outbox_messages') }}

    union all

    -- Of the same night run again, customers who had left and are back have had theirs.
    select * from tonight
    where message_id not in (
        select earlier.message_id
        from {{ previous_table('outbox_messages') }} as earlier
        where earlier.created_at = {{ as_of() }}
    )
    {%- else -%}
    select * from tonight
    {%- endif %}

)

select * from messages
