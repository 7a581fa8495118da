with before as (

    {{ guest_orders_before() }}

),

looked_up as (

    select * from {{ ref('int_guest_lookups') }}

),

-- What fits several, or nobody in a shop that wants no guests, is nobody's, and is looked up again until it is old.
guest_orders as (

    select
        order_id,
        customer_id,
        is_guest,
        since,
        false as is_new
    from before

    union all

    select
        order_id,
        {% if var('guest_customers') -%}
        case when customer_count = 0 then guest_id else record_id end as customer_id,
        customer_count = 0 as is_guest,
        {%- else -%}
        record_id as customer_id,
        false as is_guest,
        {%- endif %}
        {{ as_of() }} as since,
        true as is_new
    from looked_up
    where customer_count = 1 or is_old{{ ' or customer_count = 0' if var('guest_customers') }}

)

select * from guest_orders
