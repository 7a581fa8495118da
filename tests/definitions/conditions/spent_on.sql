select customer_id
from {{ ref('customers') }}
where {{ spent_on('at least', 100, category='Shoes') }}
