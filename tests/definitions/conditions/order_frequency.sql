select customer_id
from {{ ref('customers') }}
where {{ order_frequency('at least', 1, per='1 month', last='3 months') }}
