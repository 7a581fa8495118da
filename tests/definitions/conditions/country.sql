select customer_id
from {{ ref('customers') }}
where {{ country(['Denmark', 'se']) }}
