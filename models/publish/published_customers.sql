{%- set group_keys = (customer_groups().keys() | list + night().previous_keys) | unique | list -%}

with customers as (

    select * from {{ ref('customers') }}

),

groups_of_customers as (

    select
        customer_id,
        {{ sorted_list('group_key', group_keys) }} as groups
    from {{ ref('membership_roll') }}
    where is_member
    group by customer_id

),

-- Names, e-mail addresses, phone numbers and addresses stay in the warehouse.
published as (

    select
        customers.customer_id,
        customers.country,
        customers.city,
        customers.gender,
        customers.birth_date,
        customers.created_at,
        customers.last_login_at,
        customers.order_count,
        customers.total_spent,
        customers.average_order_value,
        customers.first_ordered_at,
        customers.last_ordered_at,
        customers.cancelled_order_count,
        customers.review_count,
        customers.loyalty_points,
        customers.store_credit,
        customers.accepts_email,
        customers.accepts_sms,
        coalesce(groups_of_customers.groups, {{ empty_text_list() }}) as groups
    from customers
    left join groups_of_customers on customers.customer_id = groups_of_customers.customer_id

)

select * from published
