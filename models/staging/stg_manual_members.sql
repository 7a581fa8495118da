with landed as (

    {{ of_surviving_customers(source('raw', 'manual_members')) }}

),

known as (

    select
        -- Keys are unique without regard to case.
        lower({{ trimmed('landed.group_key') }}) as group_key,
        landed.action,
        landed.customer_id,
        landed.phone,
        {{ landed_phone('landed.phone') }} as normalised_phone,
        -- Which entry it is, for those that name the customer by the number.
        md5(
            lower({{ trimmed('landed.group_key') }}) || '|' || landed.action || '|' || landed.phone
            || '|' || {{ as_text('landed.entered_at') }}
        ) as entry_key,
        landed.entered_by,
        landed.reason,
        landed.entered_at,
        landed.expires_at
    from landed
    {{ join_landed_phones('landed.phone') }}
    where landed.entered_at <= {{ as_of() }}

)

select * from known
