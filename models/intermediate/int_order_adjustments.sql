with refunds as (

    select
        order_id,
        cast(sum(amount) as decimal(18, 2)) as refunded_amount
    from {{ ref('stg_refunds') }}
    group by order_id

),

rates as (

    select * from {{ ref('stg_exchange_rates') }}

),

-- Two looks at all orders, the first of which is none in a shop without refunds. Read under one name, all of them would
-- be kept in memory.
refunded as (

    select
        orders.order_id,
        orders.customer_id,
        orders.ordered_at,
        orders.status,
        orders.total_amount,
        orders.currency,
        refunds.refunded_amount
    from {{ ref('stg_orders') }} as orders
    inner join refunds on orders.order_id = refunds.order_id

),

others as (

    select
        order_id,
        customer_id,
        ordered_at,
        status,
        total_amount,
        currency,
        cast(0 as decimal(18, 2)) as refunded_amount
    from {{ ref('stg_orders') }}
    where
        (currency != {{ text_literal(shop_currency()) }} or total_amount < 0)
        and order_id not in (
            select refunds.order_id from refunds
            where refunds.order_id is not null
        )

),

affected as (

    select * from refunded

    union all

    select * from others

),

dated as (

    select
        order_id,
        customer_id,
        currency,
        {{ local_day('ordered_at', var('time_zone')) }} as ordered_date,
        total_amount,
        {{ is_counted_order('status', 'ordered_at', 'total_amount') }} as is_counted,
        {{ is_refund_row('total_amount', 'status') }} as is_refund,
        refunded_amount
    from affected

),

days as (

    select distinct
        currency,
        ordered_date
    from dated
    where currency != {{ text_literal(shop_currency()) }}

),

-- Every day asked for among the days on which rates begin, in order: the last that began holds. Matching days
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
        dated.order_id,
        dated.customer_id,
        dated.currency,
        dated.is_counted,
        dated.is_refund,
        dated.total_amount,
        -- A refund of an order that does not count does nothing, nor does one of a refund.
        case
            when dated.is_counted and dated.total_amount >= 0 then dated.refunded_amount
            else 0
        end as refunded_amount,
        case
            when dated.currency = {{ text_literal(shop_currency()) }} then cast(1 as decimal(18, 10))
            else daily_rates.rate
        end as rate
    from dated
    left join daily_rates
        on dated.currency = daily_rates.currency and dated.ordered_date = daily_rates.day

),

-- Where cancelled orders count, a negative one is void: it lessens nothing.
lessened as (

    select
        order_id,
        customer_id,
        currency,
        is_counted,
        is_refund,
        rate,
        total_amount,
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
        customer_id,
        currency,
        is_counted,
        is_refund,
        is_void,
        rate,
        total_amount,
        cast(gross as decimal(18, 2)) as charged_amount,
        cast(refunded_amount as decimal(18, 2)) as refunded_amount,
        cast(excess as decimal(18, 2)) as excess_amount,
        {{ converted_amount('cast(gross as decimal(18, 2))', 'rate') }} as gross_amount,
        {{ converted_amount('cast(net as decimal(18, 2))', 'rate') }} as amount
    from lessened

)

select * from adjusted
