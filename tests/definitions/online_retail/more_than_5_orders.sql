select customer_id
from {{ ref('customers') }}
where {{ number_of_orders('more than', 5) }}
