select customer_id
from {{ ref('customers') }}
where {{ product_reviews('exactly', 0, last='1 year') }}
