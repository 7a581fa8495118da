with products as (

    select * from {{ ref('stg_products') }}

),

parts as (

    select
        product_id,
        {{ each_part('labels') }} as part
    from products

),

labels as (

    select distinct
        product_id,
        {{ trimmed('part') }} as label
    from parts
    where {{ trimmed('part') }} != ''

)

select * from labels
