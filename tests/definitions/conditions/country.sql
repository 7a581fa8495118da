select customer_id
from {{ ref('customers') }}
where {{ country(['DK', 'SE']) }}
