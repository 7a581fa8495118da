select customer_id
from {{ ref('customers') }}
where {{ field('customer.city', 'is empty') }}
    and {{ field('customer.account_limit', 'at least', 100) }}
