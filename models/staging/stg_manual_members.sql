with landed as (

    {{ of_surviving_customers(source('raw', 'manual_members')) }}

),

known as (

    select
        -- Keys are unique without regard to case.
        lower({{ trimmed('group_key') }}) as group_key,
        action,
        customer_id,
        phone,
        {{ normalised_phone('phone') }} as normalised_phone,
        -- Which entry it is, for those that name the customer by the number.
        md5(
            lower({{ trimmed('group_key') }}) || '|' || action || '|' || phone || '|' || {{ as_text('entered_at') }}
        ) as entry_key,
        entered_by,
        reason,
        entered_at,
        expires_at
    from landed
    where entered_at <= {{ as_of() }}

)

select * from known
