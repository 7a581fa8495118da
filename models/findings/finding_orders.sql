with orders as (

    select * from {{ ref('stg_orders') }}

),

of_customers as (

    select * from {{ ref('int_customer_orders') }}

),

guest_lookups as (

    select * from {{ ref('int_guest_lookups') }}
    where customer_count > 1

),

-- A shop has a handful of statuses: what is said of each is worked out once, not for every order. A negative total is
-- a refund, whatever its status.
statuses as (

    select
        status,
        count(*) as placed_count,
        count(*) filter (where not {{ is_refund_row('total_amount', 'status') }}) as order_count
    from orders
    group by status

),

in_all as (

    select
        sum(placed_count) as placed_count,
        sum(order_count) as order_count,
        -- Those of customers are counted with the customers, so nothing need be asked of the orders a second time.
        sum(placed_count) - (select coalesce(sum(of_customers.placed_order_count), 0) from of_customers) as guest_count
    from statuses

),

uncounted as (

    select
        statuses.status,
        statuses.order_count,
        in_all.order_count as all_count
    from statuses
    cross join in_all
    where
        not {{ is_countable_status('statuses.status') }}
        and not {{ is_cancelled_order('statuses.status') }}
        and not {{ status_in('statuses.status', var('other_statuses')) }}
    -- Should something else than statuses stand there, the commonest are enough to see it.
    qualify row_number() over (order by statuses.order_count desc, statuses.status asc) <= 100

),

found as (

    select
        {{ finding(
            'status_in_no_list', 'orders',
            'add the status to counted_statuses in dbt_project.yml if these orders count, to cancelled_statuses if they are'
            ~ ' cancelled, or to other_statuses if neither, and it is named no more',
            count='order_count', out_of='all_count', example='status') }}
    from uncounted

    union all

    select
        {{ finding(
            'orders_of_guests', 'orders',
            'nothing, where people may buy without saying who they are; else send the e-mail address or the phone number'
            ~ ' with the order: without either, or a customer_id, it is nobody\'s and in no group',
            count='guest_count') }}
    from in_all

    union all

    select
        {{ finding(
            'orders_of_several_customers', 'orders',
            'if they are one person, merge them with rollcall customers merge; until then nobody has these orders, whose'
            ~ ' e-mail address or phone number several customers have',
            example='min(order_id)') }}
    from guest_lookups

)

select * from found
