select customer_id
from {{ ref('customers') }}
where {{ cancelled_orders('at most', 1, last='1 year') }}
