{{ config(severity='warn') }}

-- A warning: the number is for the one who typed it to look at, and everything else goes on.
with unmatched as (

    select * from {{ ref('int_manual_members_unmatched') }}

)

select * from unmatched
