select customer_id
from {{ ref('customers') }}
where {{ auto_member() }}
