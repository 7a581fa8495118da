select customer_id
from {{ ref('customers') }}
where {{ second_order('within', '30 days') }}
