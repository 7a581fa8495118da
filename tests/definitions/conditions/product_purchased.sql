select customer_id
from {{ ref('customers') }}
where {{ product_purchased('P-1', before='1 year') }}
