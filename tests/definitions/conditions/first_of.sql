select customer_id
from {{ ref('customers') }}
where {{ first_of('logins', 'on', '2026-03-29') }}
