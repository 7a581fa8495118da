select customer_id
from {{ ref('customers') }}
where {{ loyalty_member() }}
