select customer_id
from {{ ref('customers') }}
where {{ accepts_marketing('sms') }}
