with adjustments as (

    select * from {{ ref('int_order_adjustments') }}

),

-- All orders in another currency than the shop's are among the adjustments, and none of these has a rate of none.
currencies as (

    select
        currency,
        count(*) as order_count,
        count(*) - count(rate) as unrated_count
    from adjustments
    group by currency

),

refunded as (

    select
        count(*) as order_count,
        count(*) filter (where excess_amount > 0) as excess_count,
        min(order_id) filter (where excess_amount > 0) as order_id
    from adjustments
    where refunded_amount > 0

),

found as (

    select
        {{ finding(
            'amounts_without_a_rate', 'orders',
            'send the rates of the currency in exchange_rates, from the day of its first order on; until then these orders'
            ~ ' count, and their amounts are left out of sums and averages',
            count='unrated_count', out_of='order_count', example='currency') }}
    from currencies

    union all

    select
        {{ finding(
            'refunds_above_the_total', 'refunds',
            'look whether the refunds are of these orders and in their currency; an order is worth no less than 0',
            count='excess_count', out_of='order_count', example='order_id') }}
    from refunded

)

select * from found
