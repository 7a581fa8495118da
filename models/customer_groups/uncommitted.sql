select customer_id
from {{ ref('customers') }}
where {{ cancelled_orders('more than', 4) }}
    and {{ total_purchases('less than', 50) }}
