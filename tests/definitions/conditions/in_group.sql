select customer_id
from {{ ref('customers') }}
where {{ in_group('loyalty_member') }}
