select customer_id
from {{ ref('customers') }}
where {{ last_order('not within', '6 months') }}
