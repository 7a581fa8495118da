select customer_id
from {{ ref('customers') }}
where {{ order_status('out for delivery') }}
