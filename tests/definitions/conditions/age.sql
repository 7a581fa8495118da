select customer_id
from {{ ref('customers') }}
where {{ age('at least', 18) }}
