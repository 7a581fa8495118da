select customer_id
from {{ ref('customers') }}
where {{ last_of('messages', 'in', {'period': 'yesterday'}, where=field('message.opened_at', 'is set')) }}
