with events as (

    {% if night().previous -%}
    select
        event_id,
        group_key,
        customer_id,
        event,
        occurred_at,
        cause,
        run_id,
        {{ previous_column('membership_events', 'survivor_id', sql_type(var('id_type'))) }} as survivor_id
    from {{ previous_table('membership_events') }}

    union all

    {% endif -%}
    select
        event_id,
        group_key,
        customer_id,
        event,
        occurred_at,
        cause,
        run_id,
        survivor_id
    from {{ ref('membership_changes') }}

)

select * from events
