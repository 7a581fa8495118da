select customer_id
from {{ ref('customers') }}
where {{ sms_code_sent('CLUB') }}
