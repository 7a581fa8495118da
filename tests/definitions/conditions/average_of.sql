select customer_id
from {{ ref('customers') }}
where {{ average_of('reviews', 'rating', 'less than', 3) }}
