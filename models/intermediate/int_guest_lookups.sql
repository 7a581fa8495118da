{%- set oldest = timestamp_literal(as_of_moment() - modules.datetime.timedelta(days=var('phone_match_days'))) -%}

with guest_orders as (

    select * from {{ ref('base_guest_orders') }}

),

customers as (

    select * from {{ ref('base_customer_contacts') }}

),

survivors as (

    select * from {{ ref('stg_customer_survivors') }}

),

before as (

    {{ guest_orders_before() }}

),

asked as (

    select guest_orders.*
    from guest_orders
    left join before on guest_orders.order_id = before.order_id
    where before.order_id is null

),

-- Only if an address is asked for: making all customers' comparable takes seconds for each million.
addresses as (

    select
        customer_id as record_id,
        email as address
    from customers
    where email in (select asked.address from asked)

    union all

    select
        customer_id as record_id,
        normalised_phone as address
    from customers
    where
        normalised_phone in (
            select asked.address from asked
            where asked.address like '+%'
        )

),

persons as (

    select
        addresses.address,
        addresses.record_id,
        coalesce(survivors.survivor_id, addresses.record_id) as customer_id
    from addresses
    left join survivors on addresses.record_id = survivors.absorbed_id

),

owners as (

    select
        address,
        count(distinct customer_id) as customer_count,
        -- The survivor's own record, if it has the address.
        coalesce(min(case when record_id = customer_id then record_id end), min(record_id)) as record_id
    from persons
    group by address

),

looked_up as (

    select
        asked.order_id,
        asked.guest_id,
        asked.ordered_at < {{ oldest }} as is_old,
        coalesce(owners.customer_count, 0) as customer_count,
        case when owners.customer_count = 1 then owners.record_id end as record_id
    from asked
    left join owners on asked.address = owners.address

)

select * from looked_up
