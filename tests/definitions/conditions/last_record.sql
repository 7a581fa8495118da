select customer_id
from {{ ref('customers') }}
where {{ last_record('orders', field('order.source', 'is', 'app')) }}
