select customer_id
from {{ ref('customers') }}
where {{ category_purchased(['Shoes', 'Sandals']) }}
