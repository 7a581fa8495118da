with memberships as (

    select * from {{ ref('published_group_memberships') }}

),

sizes as (

    select
        group_key,
        count(*) as members
    from memberships
    group by group_key

),

shared as (

    select
        memberships.group_key,
        others.group_key as other_group_key,
        count(*) as both_members
    from memberships
    inner join memberships as others
        on memberships.customer_id = others.customer_id and memberships.group_key < others.group_key
    group by
        memberships.group_key,
        others.group_key

),

pairs as (

    select
        shared.group_key,
        shared.other_group_key,
        shared.both_members,
        cast(cast(shared.both_members as double) / sizes.members as decimal(9, 8)) as share,
        cast(cast(shared.both_members as double) / other_sizes.members as decimal(9, 8)) as other_share,
        shared.both_members = sizes.members as is_contained,
        shared.both_members = other_sizes.members as contains_other
    from shared
    inner join sizes on shared.group_key = sizes.group_key
    inner join sizes as other_sizes on shared.other_group_key = other_sizes.group_key

)

select
    group_key,
    other_group_key,
    both_members,
    share,
    other_share,
    is_contained,
    contains_other,
    is_contained and contains_other as is_identical
from pairs
