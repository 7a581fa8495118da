-- The roll joins every group with its last members; a join that doubles or loses rows would change the group's size.
with published as (

    select * from {{ ref('published_groups') }}

),

selected as (

    select
        cast(null as string) as group_key,
        cast(null as bigint) as members
    where 1 = 0

    {%- for key, node in customer_groups().items() if key not in night().held %}

    union all

    select
        '{{ key }}' as group_key,
        count(*) as members
    from {{ api.Relation.create(database=node.database, schema=node.schema, identifier=node.alias) }}
    {%- endfor %}

),

differing as (

    select
        selected.group_key,
        selected.members,
        published.members as published_members
    from selected
    left join published on selected.group_key = published.group_key
    where selected.members is distinct from published.members

)

select * from differing
