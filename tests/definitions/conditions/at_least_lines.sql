select customer_id
from {{ ref('customers') }}
where {{ purchased(where=at_least_lines(2, field('line.unit_price', 'less than', 50))) }}
