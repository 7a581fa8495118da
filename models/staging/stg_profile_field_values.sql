with landed as (

    {{ of_surviving_customers(source('raw', 'profile_field_values'), key=['field', 'value', 'set_at']) }}

),

known as (

    select
        customer_id,
        field,
        value,
        set_at
    from landed
    -- A value without a moment was there from the start.
    where coalesce(set_at <= {{ as_of() }}, true)

)

select * from known
