-- Members get a bonus for joining and redeem or lose less than that; some of their orders earn points. So no
-- balance is negative. Earned entries carry the order; its number keeps their ids apart from the others. Goodwill
-- lasts a year, of customers who never redeem or lose points: so a balance is still the sum of what has not expired.
with members as (
    select n, created_at from customer_moments where in_loyalty_scheme(n)
),

changes as (
    select
        n,
        created_at,
        unnest([
            {kind: 'bonus', points: 50, share: 0.0, happens: true, note: 'welcome'},
            {kind: 'bonus', points: 25, share: 0.1, happens: pick(n, 'treat', 5) = 0, note: 'birthday'},
            {kind: 'redeemed', points: -30, share: 0.4, happens: pick(n, 'redeemed', 8) = 0, note: null},
            {kind: 'correction', points: 5, share: 0.5, happens: pick(n, 'fixed', 60) = 0, note: 'goodwill'},
            {kind: 'expired', points: -15, share: 0.9, happens: pick(n, 'expired', 12) = 0, note: null}
        ]) as change,
        unnest(range(5)) as change_number
    from members
),

orders as (
    select
        order_number as n,
        ordered_at,
        order_customer(order_number, customers_so_far) as buyer,
        order_status(
            order_slot(order_number), (epoch_us(as_of()) - epoch_us(ordered_at)) // 3600000000
        ) as status,
        order_total(order_number, draw(order_number, 'basket')) // 10000 as points
    from order_moments(1 + 2 * (getvariable('orders') // getvariable('customers') // 3))
)

select
    'l' || (100000000 + 5 * n + change_number)::varchar as entry_id,
    customer_id(n) as customer_id,
    change.points::bigint as points,
    change.kind as kind,
    moment_between(created_at, as_of(), change.share::double * chance(n, 'points')) as occurred_at,
    case
        when change.note = 'goodwill' and pick(n, 'redeemed', 8) <> 0 and pick(n, 'expired', 12) <> 0
            then occurred_at + interval 1 year
    end as expires_at,
    null::varchar as order_id,
    change.note as note
from changes
where change.happens

union all

select
    'e' || (100000000 + n)::varchar as entry_id,
    customer_id(buyer) as customer_id,
    points,
    'earned' as kind,
    ordered_at as occurred_at,
    -- None by the end of the history and its next day.
    ordered_at + interval 5 year as expires_at,
    order_id(n) as order_id,
    null as note
from orders
where buyer is not null and order_counts(status) and in_loyalty_scheme(buyer) and points > 0
