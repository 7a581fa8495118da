with landed as (

    select * from {{ source('raw', 'profile_fields') }}

),

known as (

    select
        field,
        name,
        type,
        options,
        required,
        shown_at
    from landed

)

select * from known
