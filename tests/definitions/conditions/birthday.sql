select customer_id
from {{ ref('customers') }}
where {{ birthday('today') }}
