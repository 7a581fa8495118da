select customer_id
from {{ ref('customers') }}
where {{ share_of('orders', 'more than', 0.3, field('order.status', 'is', 'refunded'), which='all') }}
