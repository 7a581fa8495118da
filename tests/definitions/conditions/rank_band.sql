select customer_id
from {{ ref('customers') }}
where {{ rank_band(1, [0.1, 0.5]) }}
