select customer_id
from {{ ref('customers') }}
where {{ total_purchases('more than', 1500) }}
