select customer_id
from {{ ref('customers') }}
where {{ purchased(where=any_line(all_of(field('line.product', 'is', 'P-1'), field('line.quantity', 'at least', 2)))) }}
