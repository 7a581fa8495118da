select customer_id
from {{ ref('customers') }}
where {{ first_order('within', '1 month') }}
