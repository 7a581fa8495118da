select customer_id
from {{ ref('customers') }}
where {{ unused_points('more than', 50) }}
