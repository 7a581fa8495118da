select customer_id
from {{ ref('customers') }}
where {{ active_periods('logins', 'at least', 2, period='1 month', periods=2) }}
