select customer_id
from {{ ref('customers') }}
where {{ account_balance('more than', 0) }}
