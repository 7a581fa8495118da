with published as (

    select * from {{ ref('published_groups') }}

),

defined as (

    select cast(null as string) as group_key
    where 1 = 0

    {%- for key in customer_groups() %}

    union all

    select '{{ key }}' as group_key
    {%- endfor %}

),

missing as (

    select defined.group_key
    from defined
    left join published on defined.group_key = published.group_key
    where published.group_key is null

)

select * from missing
