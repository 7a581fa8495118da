select customer_id
from {{ ref('customers') }}
where {{ number_of_products('at least', 2) }}
