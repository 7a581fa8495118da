select customer_id
from {{ ref('customers') }}
where {{ wishlist_contains('P-1') }}
