select customer_id
from {{ ref('customers') }}
where {{ purchased(where=all_of(field('order.source', 'is', 'app'), field('order.amount', 'more than', 500))) }}
