with landed as (

    {{ of_surviving_customers(source('raw', 'promo_code_entries'), key=['code', 'entered_at']) }}

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
