{%- set words = var('in_store_sources') -%}
{%- set in_store = text_literals('in_store_sources', words, ignore_case=true) if words -%}

with customers as (

    select * from {{ ref('customers') }}

),

phones as (

    select * from {{ ref('int_customer_phones') }}

),

contactable as (

    select * from {{ ref('int_contactable_customers') }}

),

contacts as (

    select
        customers.customer_id,
        customers.first_name,
        customers.last_name,
        customers.email,
        customers.phone,
        phones.normalised_phone,
        customers.postcode,
        customers.store_id,
        customers.source,
        case
            when customers.source is null then null
            {% if in_store -%}
            when lower(customers.source) in ({{ in_store }}) then 'in-store'
            {% endif -%}
            else 'online'
        end as source_kind,
        contactable.not_by_email,
        contactable.not_by_sms
    from customers
    left join phones on customers.customer_id = phones.customer_id
    left join contactable on customers.customer_id = contactable.customer_id

)

select * from contacts
