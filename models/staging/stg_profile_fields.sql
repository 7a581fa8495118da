with landed as (

    {{ rows_not_withdrawn(source('raw', 'profile_fields')) }}

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
