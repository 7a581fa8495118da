{%- set average = 'orders.total_spent / nullif(orders.valued_order_count, 0)' -%}

with customers as (

    select * from {{ ref('stg_customers') }}

),

orders as (

    select * from {{ ref('int_customer_orders') }}

),

reviews as (

    select * from {{ ref('int_customer_reviews') }}

),

points as (

    select * from {{ ref('int_customer_points') }}

),

credit as (

    select * from {{ ref('int_customer_credit') }}

),

logins as (

    select * from {{ ref('int_customer_logins') }}

),

account as (

    select * from {{ ref('int_customer_account') }}

),

-- Left joins throughout: most customers lack most of these, and a customer without orders is still a customer.
joined as (

    select
        customers.customer_id,
        customers.first_name,
        customers.last_name,
        customers.email,
        customers.phone,
        customers.birth_date,
        customers.gender,
        customers.country,
        customers.city,
        customers.postcode,
        coalesce(customers.created_at, orders.first_placed_at) as created_at,
        -- The shop's own column may know of a login that it did not list, and the other way round.
        greatest(customers.last_login_at, logins.last_logged_in_at) as last_login_at,
        customers.source,
        customers.store_id,
        customers.accepts_email,
        customers.accepts_sms,
        customers.in_loyalty_scheme,
        customers.account_limit,
        coalesce(orders.order_count, 0) as order_count,
        coalesce(orders.valued_order_count, 0) as valued_order_count,
        coalesce(orders.total_spent, 0) as total_spent,
        -- By way of eight decimals: DuckDB divides in floating point, where the half cent of 1.005 is a little less. In
        -- more than 18 digits, which few amounts take, it would round twenty times as slowly.
        coalesce(
            cast(try_cast({{ average }} as decimal(18, 8)) as decimal(18, 2)),
            cast(cast({{ average }} as decimal(28, 8)) as decimal(18, 2))
        ) as average_order_value,
        orders.first_ordered_at,
        orders.last_ordered_at,
        coalesce(orders.cancelled_order_count, 0) as cancelled_order_count,
        coalesce(reviews.review_count, 0) as review_count,
        coalesce(points.loyalty_points, 0) as loyalty_points,
        coalesce(credit.store_credit, 0) as store_credit,
        coalesce(account.account_balance, 0) as account_balance
    from customers
    left join orders on customers.customer_id = orders.customer_id
    left join reviews on customers.customer_id = reviews.customer_id
    left join points on customers.customer_id = points.customer_id
    left join credit on customers.customer_id = credit.customer_id
    left join logins on customers.customer_id = logins.customer_id
    left join account on customers.customer_id = account.customer_id

)

select * from joined
