select customer_id
from {{ ref('customers') }}
where {{ points_earned('at least', 100, last='1 year') }}
