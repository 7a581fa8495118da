select customer_id
from {{ ref('customers') }}
where {{ total_of('orders', 'points', 'at most', 10) }}
