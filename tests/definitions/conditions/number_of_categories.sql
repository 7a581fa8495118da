select customer_id
from {{ ref('customers') }}
where {{ number_of_categories('at least', 2) }}
