{%- set night = night() -%}

with tonight as (

    select
        groups.group_key,
        {{ as_of() }} as as_of,
        groups.members,
        groups.joined,
        groups.left_count
    from {{ ref('published_groups') }} as groups

),

-- Groups that were there last night: of each a last row tells that nobody belongs any more.
gone as (

    select
        groups.group_key,
        {{ as_of() }} as as_of,
        cast(0 as bigint) as members,
        cast(0 as bigint) as joined,
        coalesce(counts.left_count, 0) as left_count
    from {{ ref('remembered_groups') }} as groups
    left join {{ ref('group_counts') }} as counts on groups.group_key = counts.group_key
    where
        groups.group_key in ({{ key_literals(night.get('previous_keys', [])) }})
        and groups.group_key not in (select published.group_key from {{ ref('published_groups') }} as published)

),

sizes as (

    select * from tonight

    union all

    select * from gone
    {%- if night.previous %}

    union all

    -- A night that is run again replaces its own figures, except for those of groups that had gone by then.
    select
        group_key,
        as_of,
        members,
        joined,
        left_count
    from {{ previous_table('group_sizes') }}
    where
        as_of != {{ as_of() }}
        or group_key not in (
            select tonight.group_key from tonight
            union all
            select gone.group_key from gone
        )
    {%- endif %}

)

select * from sizes
