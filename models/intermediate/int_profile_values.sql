with profile_values as (

    select * from {{ ref('stg_profile_field_values') }}

),

single_fields as (

    select field from {{ ref('stg_profile_fields') }}
    where type = 'text'

),

-- A field that the shop declares as text holds one value, the last that was set; any other is a list.
ranked as (

    select
        customer_id,
        field,
        value,
        row_number() over (
            partition by customer_id, field
            order by set_at desc nulls last, value desc nulls last
        ) as newness
    from profile_values
    where field in (select single_fields.field from single_fields)

),

in_force as (

    select
        customer_id,
        field,
        value
    from ranked
    where newness = 1

    union all

    select
        customer_id,
        field,
        value
    from profile_values
    where field not in (select single_fields.field from single_fields)

),

filled as (

    select * from in_force
    where value is not null

)

select * from filled
