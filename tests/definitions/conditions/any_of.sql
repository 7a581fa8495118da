select customer_id
from {{ ref('customers') }}
where {{ purchased(where=any_of(field('order.source', 'is', 'app'), field('order.promo_code', 'is set'))) }}
