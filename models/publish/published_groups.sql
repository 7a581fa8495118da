with cards as (

    select * from {{ ref('group_cards') }}

),

counts as (

    select * from {{ ref('group_counts') }}

),

groups as (

    select
        cards.group_key,
        cards.name,
        cards.icon,
        cards.description,
        cards.owner,
        cards.kind,
        coalesce(counts.members, 0) as members,
        coalesce(counts.joined, 0) as joined,
        coalesce(counts.left_count, 0) as left_count,
        cards.as_of,
        cards.status,
        cards.error,
        cards.definition,
        cards.definition_hash
    from cards
    -- A group that nobody is in has no counts.
    left join counts on cards.group_key = counts.group_key

)

select * from groups
