with landed as (

    select * from {{ source('raw', 'promo_code_entries') }}

),

known as (

    select
        customer_id,
        code,
        entered_at
    from landed
    where entered_at <= {{ as_of() }}

)

select * from known
