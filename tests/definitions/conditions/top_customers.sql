select customer_id
from {{ ref('customers') }}
where {{ top_customers('50 %', by='number_of_orders') }}
