-- Customers absorbed before have left every group since.
with survivors as (

    select * from {{ ref('remembered_survivors') }}
    where is_new and survivor_id is not null

),

before as (

    {% if night().previous -%}
    select
        group_key,
        customer_id,
        joined_at
    from {{ previous_table('group_memberships') }}
    {%- else -%}
    select
        cast(null as {{ dbt.type_string() }}) as group_key,
        cast(null as {{ sql_type(var('id_type')) }}) as customer_id,
        cast(null as timestamp) as joined_at
    where 1 = 0
    {%- endif %}

),

taken_over as (

    select
        before.group_key,
        survivors.survivor_id as customer_id,
        min(before.joined_at) as joined_at
    from before
    inner join survivors on before.customer_id = survivors.absorbed_id
    group by
        before.group_key,
        survivors.survivor_id

)

select * from taken_over
