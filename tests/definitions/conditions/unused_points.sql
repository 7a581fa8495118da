select customer_id
from {{ ref('customers') }}
where {{ unused_points('within', [50, 100]) }}
