with before as (

    {% if is_remembered('remembered_guest_merges') -%}
    select
        absorbed_id,
        survivor_id,
        merged_at
    from {{ remembered('remembered_guest_merges') }}
    {%- else -%}
    select
        cast(null as {{ sql_type(var('id_type')) }}) as absorbed_id,
        cast(null as {{ sql_type(var('id_type')) }}) as survivor_id,
        cast(null as timestamp) as merged_at
    where 1 = 0
    {%- endif %}

),

customers as (

    select * from {{ ref('base_customer_contacts') }}

),

customer_merges as (

    select * from {{ ref('stg_customer_merges') }}

),

guest_orders as (

    select * from {{ ref('base_guest_orders') }}

),

-- Of the night before: who is a guest tonight has an address that no customer has.
guests as (

    select distinct
        matched.customer_id,
        guest_orders.address as email,
        true as is_guest
    from ({{ guest_orders_before() }}) as matched
    inner join guest_orders on matched.order_id = guest_orders.order_id
    where matched.is_guest and guest_orders.address like '%@%'

),

without_an_id as (

    select * from guests

    union all

    select
        customer_id,
        email,
        false as is_guest
    from customers
    where is_made_here and email is not null

),

waiting as (

    select without_an_id.*
    from without_an_id
    left join before on without_an_id.customer_id = before.absorbed_id
    where before.absorbed_id is null

),

records as (

    select
        customer_id,
        email,
        is_made_here
    from customers
    where email in (select waiting.email from waiting)

),

latest as (

    select
        absorbed_id,
        survivor_id
    from customer_merges
    qualify row_number() over (partition by absorbed_id order by merged_at desc, survivor_id asc) = 1

),

survivors as (

    {{ survivors_before() }}

),

-- Two records of one person are one: one step by tonight's merges, and from there to the end of last night's.
persons as (

    select
        records.email,
        records.is_made_here,
        records.customer_id as record_id,
        coalesce(survivors.survivor_id, latest.survivor_id, records.customer_id) as customer_id
    from records
    left join latest on records.customer_id = latest.absorbed_id
    left join survivors on coalesce(latest.survivor_id, records.customer_id) = survivors.absorbed_id

),

-- Those whom the shop knows come before those whom somebody has entered here.
owners as (

    select
        email,
        count(distinct case when not is_made_here then customer_id end) as shop_count,
        count(distinct case when is_made_here then customer_id end) as made_count,
        coalesce(
            min(case when not is_made_here and record_id = customer_id then record_id end),
            min(case when not is_made_here then record_id end)
        ) as shop_id,
        min(case when is_made_here then record_id end) as made_id
    from persons
    group by email

),

found as (

    select
        waiting.customer_id as absorbed_id,
        case
            when owners.shop_count = 1 then owners.shop_id
            when owners.shop_count = 0 and owners.made_count = 1 and waiting.is_guest then owners.made_id
        end as survivor_id
    from waiting
    inner join owners on waiting.email = owners.email

),

-- A guest whose orders were sent again under another address may have two.
chosen as (

    select
        absorbed_id,
        min(survivor_id) as survivor_id
    from found
    -- A shop's export may land a guest under the very id.
    where survivor_id != absorbed_id
    group by absorbed_id

),

guest_merges as (

    select
        absorbed_id,
        survivor_id,
        merged_at
    from before

    union all

    select
        absorbed_id,
        survivor_id,
        {{ as_of() }} as merged_at
    from chosen

)

select * from guest_merges
