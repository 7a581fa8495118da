-- Every 33rd order is refunded within a month or so, or just before as_of: whole, half of it, or its first line.
with refunded as (
    select
        order_number as n,
        ordered_at,
        draw(order_number, 'basket') as basket,
        pick(order_number, 'refund', 5) as kind
    from order_moments(33)
)

select
    'f' || (100000000 + n)::varchar as refund_id,
    order_id(n) as order_id,
    amount(case
        when kind < 3 then order_total(n, basket)
        when kind = 3 then order_total(n, basket) // 2
        else line_amount(n, basket, 1)
    end) as amount,
    make_timestamp(greatest(
        epoch_us(ordered_at),
        least(
            epoch_us(ordered_at) + pick(n, 'refunded', 3000000) * 1000000,
            epoch_us(as_of()) - 60000000
        )
    )) as refunded_at,
    case when kind = 4 then 1 end::bigint as line_number,
    case when kind = 4 then line_quantity(n, 1) end::decimal(18, 3) as quantity,
    choose(n, 'refund reason', ['returned', 'returned', 'damaged', 'late', null]) as reason
from refunded
