with landed as (

    {{ of_surviving_customers(source('raw', 'notes')) }}

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
