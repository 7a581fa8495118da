select customer_id
from {{ ref('customers') }}
where {{ number_of_orders(
    'at least', 1,
    between=['2026-01-01', 'before 2026-07-01'],
    time_zone='America/New_York',
    source=['app', 'web'],
    where=all_of(
        any_line(all_of(field('line.category', 'in tree', 'Shoes'), field('line.quantity', 'at least', 2))),
        none_of(field('order.status', 'is', 'returned'), field('order.promo_code', 'is set'))
    )
) }}
