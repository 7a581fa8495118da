with landed as (

    {{ of_surviving_customers(source('raw', 'profile_field_values'), key=['field', 'value', 'set_at']) }}

),

landed_files as (

    select * from {{ source('landing', 'landed_files') }}

),

known as (

    select
        landed.customer_id,
        landed.field,
        landed.value,
        landed.set_at,
        landed_files.landed_at,
        landed._sent_file_id as sent_file_id,
        landed._line as line
    from landed
    -- The file that sent the row last, changed or not.
    left join landed_files on landed._sent_file_id = landed_files.file_id
    -- A value without a moment was there from the start.
    where coalesce(landed.set_at <= {{ as_of() }}, true)

)

select * from known
