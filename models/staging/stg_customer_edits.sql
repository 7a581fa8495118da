with landed as (

    {{ rows_not_withdrawn(source('raw', 'customer_edits')) }}

),

known as (

    select
        customer_id,
        -- Labels of addresses are those of people, who write Home and home; keys of profile fields are exact.
        case when column_name like 'profile.%' then column_name else lower(column_name) end as column_name,
        value,
        was,
        entered_by,
        reason,
        entered_at,
        _overtaken_at is not null as is_overtaken
    from landed
    where entered_at <= {{ as_of() }}

)

select * from known
