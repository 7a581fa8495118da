select customer_id
from {{ ref('customers') }}
where {{ purchased(where=all_lines(field('line.category', 'is', 'Gift cards'))) }}
