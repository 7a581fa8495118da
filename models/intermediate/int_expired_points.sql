with loyalty_points as (

    select * from {{ ref('stg_loyalty_points') }}

),

expiring as (

    select customer_id from loyalty_points
    where points > 0 and expires_at <= {{ as_of() }}

),

-- Only customers with expired points are gone through; of all others the ledger's sum is the balance.
ledger as (

    select * from loyalty_points
    where
        points != 0
        and customer_id in (select expiring.customer_id from expiring)

),

-- Of one moment what is earned comes first, and what the shop has expired last.
ordered as (

    select
        *,
        row_number() over (
            partition by customer_id, points > 0
            order by expires_at asc nulls last, occurred_at asc, entry_id asc
        ) as earned_number
    from ledger

),

numbered as (

    select
        customer_id,
        points,
        kind,
        occurred_at,
        expires_at,
        case when points > 0 then earned_number end as lot,
        row_number() over (
            partition by customer_id
            order by
                occurred_at asc,
                case when points > 0 then 0 when kind = 'expired' then 2 else 1 end asc,
                entry_id asc
        ) as number
    from ordered

),

-- Every taking among the moments at which earnings expire: how many had, by then.
moments as (

    select
        customer_id,
        expires_at as moment,
        cast(null as bigint) as number
    from numbered
    where points > 0 and expires_at is not null

    union all

    select
        customer_id,
        occurred_at as moment,
        number
    from numbered
    where points < 0

),

expired_before as (

    select
        customer_id,
        number,
        sum(case when number is null then 1 else 0 end) over (partition by customer_id order by moment) as expired_lots
    from moments

),

events as (

    select
        numbered.customer_id,
        numbered.number,
        numbered.points,
        numbered.lot,
        numbered.expires_at,
        case
            when numbered.kind = 'expired' then cast(1 as bigint)
            else cast(1 + coalesce(expired_before.expired_lots, 0) as bigint)
        end as first_lot
    from numbered
    left join expired_before
        on numbered.customer_id = expired_before.customer_id and numbered.number = expired_before.number

),

per_customer as (

    select
        customer_id,
        count(lot) as lots,
        count(*) filter (where lot is not null and expires_at <= {{ as_of() }}) as expired_lots,
        {{ list_of_events('number') }} as events
    from events
    group by customer_id

),

gone_through as (

    select
        customer_id,
        expired_lots,
        {{ points_left('events', 'lots') }} as left_over -- noqa: PRS
    from per_customer

),

expired as (

    select
        customer_id,
        {{ sum_of_first('left_over', 'expired_lots') }} as expired_points
    from gone_through

)

select * from expired
where expired_points > 0
