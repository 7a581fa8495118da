with roll as (

    select * from {{ ref('membership_roll') }}

),

members as (

    select
        group_key,
        customer_id,
        joined_at
    from roll
    where is_member

)

select * from members
