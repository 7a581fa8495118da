with recursive categories as (

    select * from {{ ref('stg_categories') }}

),

-- Fifty levels end the walk should a shop's tree contain a circle.
walked as (

    select
        category,
        category as ancestor,
        0 as level
    from categories

    union all

    select
        walked.category,
        categories.parent as ancestor,
        walked.level + 1 as level
    from walked
    inner join categories on walked.ancestor = categories.category
    where categories.parent is not null and walked.level < 50

),

pairs as (

    select distinct
        category,
        ancestor
    from walked

)

select * from pairs
