with guest_orders as (

    select * from {{ ref('remembered_guest_orders') }}

),

named as (

    select {{ all_columns_but_customer_id('landed', 'landed.customer_id') }}
    from {{ source('raw', 'orders') }} as landed
    where landed._guest_id is null

),

-- Apart, so that the orders of customers are read without a join.
matched as (

    select {{ all_columns_but_customer_id('landed', 'guest_orders.customer_id') }}
    from {{ source('raw', 'orders') }} as landed
    left join guest_orders on landed.order_id = guest_orders.order_id
    where landed._guest_id is not null

)

select * from named

union all

select * from matched
