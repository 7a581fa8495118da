select customer_id
from {{ ref('customers') }}
where {{ purchased(where=no_line(field('line.label', 'is', 'On sale'))) }}
