select customer_id
from {{ ref('customers') }}
where {{ on_list('news', default='subscribed') }}
