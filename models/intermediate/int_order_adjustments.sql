with orders as (

    select * from {{ ref('stg_orders') }}

),

refunds as (

    select
        order_id,
        cast(sum(amount) as decimal(18, 2)) as refunded_amount
    from {{ ref('stg_refunds') }}
    group by order_id

),

rates as (

    select * from {{ ref('stg_exchange_rates') }}

),

-- A join of all orders with the few that are refunded is the whole cost of this for a shop with neither refunds nor
-- another currency.
affected as (

    select
        orders.order_id,
        orders.currency,
        {{ local_day('orders.ordered_at', var('time_zone')) }} as ordered_date,
        orders.total_amount,
        {{ is_counted_order('orders.status', 'orders.ordered_at', 'orders.total_amount') }} as is_counted,
        {{ is_refund_row('orders.total_amount', 'orders.status') }} as is_refund,
        coalesce(refunds.refunded_amount, 0) as refunded_amount
    from orders
    left join refunds on orders.order_id = refunds.order_id
    where
        orders.currency != {{ text_literal(shop_currency()) }}
        or orders.total_amount < 0
        or refunds.order_id is not null

),

days as (

    select distinct
        currency,
        ordered_date
    from affected
    where currency != {{ text_literal(shop_currency()) }}

),

-- Every day asked for among the days on which rates begin, in order: the last that began is in force. Matching days
-- with spans of days would compare each with every rate of its currency.
days_and_rates as (

    select
        currency,
        ordered_date as day,
        cast(null as date) as valid_from
    from days

    union all

    select
        currency,
        valid_from as day,
        valid_from
    from rates

),

filled as (

    select
        currency,
        day,
        valid_from,
        max(valid_from) over (partition by currency order by day) as in_force_from
    from days_and_rates

),

daily_rates as (

    select
        filled.currency,
        filled.day,
        rates.rate
    from filled
    inner join rates on filled.currency = rates.currency and filled.in_force_from = rates.valid_from
    where filled.valid_from is null

),

rated as (

    select
        affected.order_id,
        affected.currency,
        affected.is_counted,
        affected.is_refund,
        affected.total_amount,
        -- A refund of an order that does not count does nothing, nor does one of a refund.
        case
            when affected.is_counted and affected.total_amount >= 0 then affected.refunded_amount
            else 0
        end as refunded_amount,
        case
            when affected.currency = {{ text_literal(shop_currency()) }} then cast(1 as decimal(18, 10))
            else daily_rates.rate
        end as rate
    from affected
    left join daily_rates
        on affected.currency = daily_rates.currency and affected.ordered_date = daily_rates.day

),

-- Where cancelled orders count, a negative one is void: it lessens nothing.
lessened as (

    select
        order_id,
        currency,
        is_refund,
        rate,
        refunded_amount,
        is_counted and total_amount < 0 as is_void,
        case when is_counted and total_amount < 0 then 0 else total_amount end as gross,
        case
            when is_counted then greatest(total_amount - refunded_amount, 0)
            else total_amount
        end as net,
        greatest(refunded_amount - greatest(total_amount, 0), 0) as excess
    from rated

),

adjusted as (

    select
        order_id,
        currency,
        is_refund,
        is_void,
        rate,
        cast(gross as decimal(18, 2)) as charged_amount,
        cast(refunded_amount as decimal(18, 2)) as refunded_amount,
        cast(excess as decimal(18, 2)) as excess_amount,
        {{ converted_amount('cast(gross as decimal(18, 2))', 'rate') }} as gross_amount,
        {{ converted_amount('cast(net as decimal(18, 2))', 'rate') }} as amount
    from lessened

)

select * from adjusted
