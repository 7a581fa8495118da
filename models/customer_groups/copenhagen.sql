select customer_id
from {{ ref('customers') }}
where {{ city(['København', 'Copenhagen'], country='DK') }}
