select customer_id
from {{ ref('customers') }}
where {{ no_orders(last='1 year') }}
