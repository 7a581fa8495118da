with adjustments as (

    select * from {{ ref('int_order_adjustments') }}

),

order_lines as (

    select * from {{ ref('stg_order_lines') }}

),

refunds as (

    select
        order_id,
        line_number,
        sum(amount) as refunded_amount
    from {{ ref('stg_refunds') }}
    where line_number is not null
    group by
        order_id,
        line_number

),

lines as (

    select
        order_lines.order_id,
        order_lines.line_number,
        {{ line_amount('order_lines.quantity', 'order_lines.unit_price') }} as charged,
        adjustments.is_refund,
        adjustments.is_void,
        adjustments.rate,
        adjustments.charged_amount as of_order,
        adjustments.refunded_amount as refunded,
        case
            when adjustments.refunded_amount > 0 then coalesce(refunds.refunded_amount, 0)
            else 0
        end as refunded_of_line
    from adjustments
    inner join order_lines on adjustments.order_id = order_lines.order_id
    left join refunds
        on order_lines.order_id = refunds.order_id and order_lines.line_number = refunds.line_number

),

-- What names no line of the order is of all of them, in proportion: what it leaves of what the others have left.
spread as (

    select
        *,
        greatest(of_order - sum(refunded_of_line) over (partition by order_id), 0) as spread_over,
        greatest(of_order - refunded, 0) as left_over
    from lines

),

-- The lines of a refund without an order lessen, however their quantities are signed. Without a price a line's amount
-- is unknown, also in an order that comes to nothing.
lessened as (

    select
        order_id,
        line_number,
        rate,
        case
            when is_refund then -abs(charged)
            when is_void and charged is not null then cast(0 as decimal(19, 7))
            else charged
        end as gross,
        case
            when is_refund then -abs(charged)
            when is_void and charged is not null then cast(0 as decimal(19, 7))
            when refunded_of_line > 0 and charged > 0 then greatest(charged - refunded_of_line, 0)
            else charged
        end as net,
        left_over,
        spread_over
    from spread

),

adjusted as (

    select
        order_id,
        line_number,
        {{ converted_amount('cast(gross as decimal(19, 7))', 'rate') }} as gross_amount,
        case
            when left_over >= spread_over then {{ converted_amount('cast(net as decimal(19, 7))', 'rate') }}
            when spread_over <= 0 then cast(0 as decimal(18, 2))
            -- By way of eight decimals, as means are.
            else {{ converted_amount(
                'try_cast(cast(net as double) * cast(left_over as double) / cast(spread_over as double) as decimal(18, 8))',
                'rate'
            ) }}
        end as amount
    from lessened

)

select * from adjusted
