select customer_id
from {{ ref('customers') }}
where {{ rfm_score('frequency', 'exactly', 5) }}
