select customer_id
from {{ ref('customers') }}
where {{ no_orders_since_sign_up() }}
