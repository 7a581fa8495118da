select customer_id
from {{ ref('customers') }}
where {{ highest_of('orders', 'points', 'at least', 100) }}
