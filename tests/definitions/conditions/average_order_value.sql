select customer_id
from {{ ref('customers') }}
where {{ average_order_value('more than', 33.33, last='1 year') }}
