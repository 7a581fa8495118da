select customer_id
from {{ ref('customers') }}
where {{ label_purchased('On sale') }}
