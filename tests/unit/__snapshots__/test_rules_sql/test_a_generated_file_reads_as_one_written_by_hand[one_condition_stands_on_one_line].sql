select customer_id
from {{ ref('customers') }}
where {{ number_of_orders('at least', 3, last='90 days') }}
