select customer_id
from {{ ref('customers') }}
where {{ city_of_any_address('Aarhus', country='DK') }}
