with profile_values as (

    select * from {{ ref('stg_profile_field_values') }}

),

profile_fields as (

    select * from {{ ref('stg_profile_fields') }}

),

-- A field that the shop declares as text holds one value, the last that was set; any other is a list.
ranked as (

    select
        profile_values.customer_id,
        profile_values.field,
        profile_values.value,
        coalesce(profile_fields.type = 'text', false) as is_single,
        row_number() over (
            partition by profile_values.customer_id, profile_values.field
            order by profile_values.set_at desc nulls last, profile_values.value desc nulls last
        ) as newness
    from profile_values
    left join profile_fields on profile_values.field = profile_fields.field

),

in_force as (

    select
        customer_id,
        field,
        value
    from ranked
    where value is not null and (newness = 1 or not is_single)

)

select * from in_force
