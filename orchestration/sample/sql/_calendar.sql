-- One row per hour: the five years up to ends_at and the day after it. An hour knows which share of the
-- shop's activity and how many of its customers came before it, and so which rows belong to it. The first
-- year brings the first fifth of the customers and no orders; the day after adds day_share to both.
create table hours as
with numbered as (
    select hour, make_timestamp(epoch_us(getvariable('ends_at')) + (hour - 43830) * 3600000000) as starts_at
    from range(43830 + 24) as h(hour)
),

weighed as (
    select
        *,
        case when hour < 8766 then 0 else
            (1000 + 1200 * (hour - 8766) // 35064)
            * [85, 80, 90, 95, 100, 100, 85, 90, 100, 105, 150, 145][month(starts_at)]
            * [100, 95, 95, 100, 110, 90, 110][isodow(starts_at)]
            * [5, 3, 2, 2, 2, 4, 10, 20, 35, 50, 55, 55, 60, 55, 50, 50, 55, 60, 70, 85, 90, 75, 40, 15][
                1 + hour(starts_at)
            ]
        end::bigint as weight
    from numbered
),

summed as (
    select
        *,
        sum(weight) over (partition by hour < 43830 order by hour)::bigint as weight_up_to_here,
        sum(weight) over (partition by hour < 43830)::bigint as weight_of_all
    from weighed
),

shared as (
    select
        *,
        weight_up_to_here::double / weight_of_all as activity
    from summed
),

placed as (
    select
        hour,
        starts_at,
        case when hour < 43830 then activity else 1 + getvariable('day_share') * activity end as to_share,
        case
            when hour < 8766 then 0.2::double * (hour + 1) / 8766
            when hour < 43830 then 0.2::double + 0.8::double * activity
            else 1 + getvariable('day_share') * activity
        end as to_customer_share
    from shared
)

select
    hour,
    starts_at,
    coalesce(lag(to_share) over (order by hour), 0) as from_share,
    to_share,
    coalesce(lag(customers) over (order by hour), 0) as from_customer,
    customers as to_customer
from (select *, round(to_customer_share * getvariable('customers'))::bigint as customers from placed)
order by hour;

-- Everything below is limited to the hours from from_hour up to, not including, to_hour: a file holds the
-- rows of some hours. Events are numbered in time order and spread evenly over their hour. customers_so_far counts
-- those of earlier hours, so an event that picks one of them comes after that customer; it is never 0, as the
-- first year brings customers and no events.
create macro hourly(total) as table
select
    starts_at,
    from_customer,
    round(from_share * total)::bigint as first_number,
    round(to_share * total)::bigint as next_number
from hours
where hour >= getvariable('from_hour') and hour < getvariable('to_hour');

-- total events by the end of the history: event_number, happened_at, customers_so_far.
create macro event_moments(total) as table
select
    event_number,
    make_timestamp(
        epoch_us(starts_at) + 3600 * (event_number - first_number) // (next_number - first_number) * 1000000
    ) as happened_at,
    customers_so_far
from (
    select
        starts_at,
        first_number,
        next_number,
        from_customer as customers_so_far,
        unnest(range(first_number, next_number)) as event_number
    from hourly(total)
);

-- Every step-th order: order_number, ordered_at, customers_so_far.
create macro order_moments(step) as table
select
    order_number,
    make_timestamp(
        epoch_us(starts_at) + 3600 * (order_number - first_number) // (next_number - first_number) * 1000000
    ) as ordered_at,
    customers_so_far
from (
    select
        starts_at,
        first_number,
        next_number,
        from_customer as customers_so_far,
        unnest(range((first_number + step - 1) // step * step, next_number, step)) as order_number
    from hourly(getvariable('orders'))
);

-- Every customer of the hours: n, created_at.
create view customer_moments as
select
    n,
    make_timestamp(
        epoch_us(starts_at) + 3600 * (n - from_customer) // (to_customer - from_customer) * 1000000
    ) as created_at
from (
    select starts_at, from_customer, to_customer, unnest(range(from_customer, to_customer)) as n
    from hours
    where hour >= getvariable('from_hour') and hour < getvariable('to_hour')
);
