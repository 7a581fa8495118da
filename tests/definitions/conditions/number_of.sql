select customer_id
from {{ ref('customers') }}
where {{ number_of('page_views', 'at most', 1, period='this week', include_zero=false) }}
