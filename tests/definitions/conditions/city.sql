select customer_id
from {{ ref('customers') }}
where {{ city(['Aarhus', 'Århus'], country='DK') }}
