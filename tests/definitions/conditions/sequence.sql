select customer_id
from {{ ref('customers') }}
where {{ sequence('logins', 'orders', within='2 days') }}
