select customer_id
from {{ ref('customers') }}
where {{ postcode(['8000', '21*']) }}
