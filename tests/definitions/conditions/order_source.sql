select customer_id
from {{ ref('customers') }}
where {{ order_source(['app', 'web']) }}
