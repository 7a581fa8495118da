with profile_values as (

    select * from {{ ref('stg_profile_field_values') }}

),

single_fields as (

    select field from {{ ref('stg_profile_fields') }}
    where type in ('text', 'list')

),

-- Most fields of a customer were sent once, and are spared the sorting.
sent_more_than_once as (

    select
        customer_id,
        field
    from profile_values
    group by
        customer_id,
        field
    having count(*) > 1

),

sent_once as (

    select
        profile_values.customer_id,
        profile_values.field,
        profile_values.value,
        1 as place
    from profile_values
    left join sent_more_than_once
        on
            profile_values.customer_id = sent_more_than_once.customer_id
            and profile_values.field = sent_more_than_once.field
    where sent_more_than_once.field is null

),

-- What was set last, or sent last where the shop does not say when it was set, replaces what was there before. Within
-- that, the later line is the first.
ranked as (

    select
        profile_values.customer_id,
        profile_values.field,
        profile_values.value,
        rank() over (
            partition by profile_values.customer_id, profile_values.field
            order by
                profile_values.set_at desc nulls last,
                case when profile_values.set_at is null then profile_values.landed_at end desc nulls last
        ) as recency,
        row_number() over (
            partition by profile_values.customer_id, profile_values.field
            order by
                profile_values.set_at desc nulls last,
                profile_values.landed_at desc nulls last,
                profile_values.sent_file_id desc nulls last,
                profile_values.line desc nulls last,
                profile_values.value desc nulls last
        ) as place
    from profile_values
    inner join sent_more_than_once
        on
            profile_values.customer_id = sent_more_than_once.customer_id
            and profile_values.field = sent_more_than_once.field

),

latest as (

    select
        customer_id,
        field,
        value,
        place
    from sent_once

    union all

    select
        customer_id,
        field,
        value,
        place
    from ranked
    where recency = 1

),

judged as (

    select
        latest.customer_id,
        latest.field,
        latest.value,
        latest.place,
        single_fields.field is not null as is_single
    from latest
    left join single_fields on latest.field = single_fields.field

)

select * from judged
