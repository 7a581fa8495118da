select customer_id
from {{ ref('customers') }}
where {{ first_record('orders', field('order.promo_code', 'is', 'WELCOME')) }}
