with landed as (

    {{ of_surviving_customers(source('raw', 'profile_field_values'), key=['field', 'value', 'set_at']) }}

),

landed_files as (

    select * from {{ source('landing', 'landed_files') }}

),

-- What a person entered for a field, the latest if they entered something for several records of a customer.
edits as (

    select
        customer_id,
        substring(column_name, 9) as field,
        value,
        entered_at
    from {{ ref('stg_standing_edits') }}
    where column_name like 'profile.%'
    qualify row_number() over (partition by customer_id, column_name order by entered_at desc, record_id desc) = 1

),

multi_fields as (

    select field from {{ ref('stg_profile_fields') }}
    where type = 'multi'

),

entered as (

    select
        edits.customer_id,
        edits.field,
        edits.value,
        edits.entered_at
    from edits
    left join multi_fields on edits.field = multi_fields.field
    where multi_fields.field is null or edits.value is null

    union all

    select
        edits.customer_id,
        edits.field,
        {{ each_part('edits.value') }} as value,
        edits.entered_at
    from edits
    inner join multi_fields on edits.field = multi_fields.field
    where edits.value is not null

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
    left join edits on landed.customer_id = edits.customer_id and landed.field = edits.field
    -- A value without a moment was there from the start. What a person entered stands in for all that the shop sent.
    where
        coalesce(landed.set_at <= {{ as_of() }}, true)
        and edits.field is null

    union all

    select
        customer_id,
        field,
        value,
        entered_at as set_at,
        cast(null as timestamp) as landed_at,
        cast(null as int) as sent_file_id,
        cast(null as bigint) as line
    from entered

)

select * from known
