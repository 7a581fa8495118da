with landed as (

    select * from {{ source('raw', 'notes') }}

),

known as (

    select
        note_id,
        customer_id,
        text,
        written_by,
        written_at
    from landed
    where written_at <= {{ as_of() }}

)

select * from known
