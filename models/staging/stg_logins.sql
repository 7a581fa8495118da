with landed as (

    select * from {{ source('raw', 'logins') }}

),

known as (

    select
        customer_id,
        logged_in_at
    from landed
    where logged_in_at <= {{ as_of() }}

)

select * from known
