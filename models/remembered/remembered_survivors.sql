with tonight as (

    select * from {{ ref('stg_customer_survivors') }}

),

before as (

    {% if is_remembered('remembered_survivors') -%}
    select
        absorbed_id,
        survivor_id,
        former_survivor_id,
        changed_at
    from {{ remembered('remembered_survivors') }}
    {%- else -%}
    select
        cast(null as {{ sql_type(var('id_type')) }}) as absorbed_id,
        cast(null as {{ sql_type(var('id_type')) }}) as survivor_id,
        cast(null as {{ sql_type(var('id_type')) }}) as former_survivor_id,
        cast(null as timestamp) as changed_at
    where 1 = 0
    {%- endif %}

),

compared as (

    select
        coalesce(tonight.absorbed_id, before.absorbed_id) as absorbed_id,
        tonight.survivor_id,
        before.survivor_id as survivor_before,
        before.former_survivor_id,
        before.changed_at,
        not coalesce(
            tonight.survivor_id = before.survivor_id,
            tonight.survivor_id is null and before.survivor_id is null
        ) as is_new
    from tonight
    full outer join before on tonight.absorbed_id = before.absorbed_id

),

survivors as (

    select
        absorbed_id,
        survivor_id,
        case when is_new then survivor_before else former_survivor_id end as former_survivor_id,
        case when is_new then {{ as_of() }} else changed_at end as changed_at,
        is_new
    from compared

)

select * from survivors
