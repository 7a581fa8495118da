with tonight as (

    select
        groups.group_key,
        {{ as_of() }} as as_of,
        groups.members,
        groups.joined,
        groups.left_count
    from {{ ref('published_groups') }} as groups

),

sizes as (

    select * from tonight
    {%- if night().previous %}

    union all

    -- A night that is run again replaces its own figures.
    select
        group_key,
        as_of,
        members,
        joined,
        left_count
    from {{ previous_table('group_sizes') }}
    where as_of != {{ as_of() }}
    {%- endif %}

)

select * from sizes
