with unmatched as (

    select * from {{ ref('int_manual_members_unmatched') }}

),

-- The number that was typed in is somebody's: the group, the reason and the moment are enough to find the entry.
found as (

    select
        {{ finding(
            'entries_by_hand_not_applied', 'manual_members',
            'enter the right number, or the customer_id (rollcall groups edit-members)',
            example='group_key',
            detail="case action when 'add' then 'not added' else 'not removed' end || ': ' || reason || ', entered '
                || substr(cast(max(entered_at) as " ~ dbt.type_string() ~ "), 1, 16)") }}
    from unmatched
    group by group_key, action, reason

)

select * from found
