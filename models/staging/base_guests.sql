{{ config(materialized='table') }}

-- A table, because it is worked out of all orders of guests and base_customers, a view, is read several times.
with guest_orders as (

    select * from {{ ref('base_guest_orders') }}

),

matched as (

    select
        order_id,
        customer_id
    from {{ ref('remembered_guest_orders') }}
    where is_guest

),

-- What the latest orders say is preferred.
ranked as (

    select
        matched.customer_id,
        guest_orders.*,
        row_number() over (
            partition by matched.customer_id order by guest_orders.ordered_at desc, guest_orders.order_id desc
        ) as preference
    from guest_orders
    inner join matched on guest_orders.order_id = matched.order_id

),

guests as (

    select
        customer_id,
        {%- for column in ['first_name', 'last_name', 'email', 'phone', 'country', 'city'] %}
        min_by({{ column }}, preference) filter (where {{ column }} is not null) as {{ column }},
        {%- endfor %}
        min(ordered_at) as created_at
    from ranked
    group by customer_id

),

-- A shop's export without ids makes those of its customers of the same addresses.
landed as (

    select customer_id from {{ ref('base_customer_contacts') }}
    where customer_id in (select matched.customer_id from matched)

),

not_landed as (

    select * from guests
    where customer_id not in (select landed.customer_id from landed)

)

select * from not_landed
