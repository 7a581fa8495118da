select customer_id
from {{ ref('customers') }}
where {{ has_phone() }}
