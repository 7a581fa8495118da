select customer_id
from {{ ref('customers') }}
where {{ number_of_orders('at least', 2, last='1 month') }}
