select customer_id
from {{ ref('customers') }}
where not {{ has_email() }}
