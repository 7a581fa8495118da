select customer_id
from {{ ref('customers') }}
where {{ product_purchased('85123A') }}
