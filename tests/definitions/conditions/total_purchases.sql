select customer_id
from {{ ref('customers') }}
where {{ total_purchases('exactly', 0.3, source='app') }}
