select customer_id
from {{ ref('customers') }}
where {{ lowest_of('orders', 'amount', 'less than', 0) }}
