select customer_id
from {{ ref('customers') }}
where {{ average_days_between_orders('at most', 10) }}
