with landed as (

    {{ of_surviving_customers(source('raw', 'list_subscriptions')) }}

),

-- By all that has landed: an unsubscription after as_of counts, a subscription after it does not.
actions as (

    select
        customer_id,
        list_name,
        max(case when action = 'unsubscribed' then acted_at end) as unsubscribed_at,
        max(case when action = 'subscribed' and acted_at <= {{ as_of() }} then acted_at end) as subscribed_at
    from landed
    group by customer_id, list_name

)

select * from actions
