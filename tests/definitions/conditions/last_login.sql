select customer_id
from {{ ref('customers') }}
where {{ last_login('not within', '6 months') }}
