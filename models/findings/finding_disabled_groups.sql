with disabled as (

    select
        cast(null as {{ dbt.type_string() }}) as group_key
    where 1 = 0
    {%- for key in night().get('disabled', []) %}

    union all

    select '{{ key }}' as group_key
    {%- endfor %}

),

found as (

    select
        {{ finding(
            'disabled_groups', 'groups',
            'nobody is in a group that is disabled; remove enabled: false to have it back, with its entries by hand,'
                ~ ' or delete its file',
            example='group_key') }}
    from disabled
    group by group_key

)

select * from found
