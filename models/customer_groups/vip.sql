select customer_id
from {{ ref('customers') }}
where {{ total_purchases('more than', 5000) }}
    and {{ number_of_orders('more than', 3) }}
