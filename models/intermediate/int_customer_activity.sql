{{ config(materialized='view') }}

with activity as (

    select
        customer_id,
        'order' as kind,
        ordered_at as occurred_at
    from {{ ref('orders') }}
    where is_counted and customer_id is not null

    union all

    select
        customer_id,
        'login' as kind,
        logged_in_at as occurred_at
    from {{ ref('stg_logins') }}

    union all

    select
        customer_id,
        'review' as kind,
        reviewed_at as occurred_at
    from {{ ref('stg_reviews') }}

    union all

    select
        customer_id,
        'page_view' as kind,
        viewed_at as occurred_at
    from {{ ref('stg_page_views') }}

    union all

    select
        customer_id,
        'message' as kind,
        sent_at as occurred_at
    from {{ ref('stg_messages') }}

)

select * from activity
