select customer_id
from {{ ref('customers') }}
where {{ days_since_last('logins', 'exactly', 1) }}
