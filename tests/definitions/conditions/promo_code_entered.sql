select customer_id
from {{ ref('customers') }}
where {{ promo_code_entered('STUDENT10') }}
