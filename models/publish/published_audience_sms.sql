with members as (

    select
        group_key,
        customer_id
    from {{ ref('membership_roll') }}
    where is_member

),

contactable as (

    select customer_id from {{ ref('int_contactable_customers') }}
    where not_by_sms is null

),

audience as (

    select
        members.group_key,
        members.customer_id
    from members
    inner join contactable on members.customer_id = contactable.customer_id

)

select * from audience
