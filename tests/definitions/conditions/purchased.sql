select customer_id
from {{ ref('customers') }}
where {{ purchased(between=['2026-06-01', '2026-06-30'], category='Shoes') }}
