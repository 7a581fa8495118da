select customer_id
from {{ ref('customers') }}
where {{ purchased(where=none_of("source = 'app'", 'total_amount < 100')) }}
