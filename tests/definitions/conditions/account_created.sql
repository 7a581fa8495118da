select customer_id
from {{ ref('customers') }}
where {{ account_created('within', '30 days') }}
