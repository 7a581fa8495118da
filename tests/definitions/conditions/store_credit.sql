select customer_id
from {{ ref('customers') }}
where {{ store_credit('at least', 100) }}
