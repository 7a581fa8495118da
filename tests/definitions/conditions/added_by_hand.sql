select customer_id
from {{ ref('customers') }}
where {{ added_by_hand() }}
