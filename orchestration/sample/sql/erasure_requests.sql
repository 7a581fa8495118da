select
    customer_id(n) as customer_id,
    moment_between(
        greatest(created_at, as_of() - interval '60' day), as_of(), chance(n, 'erased')
    ) as requested_at
from customer_moments
where one_in(n + 17, 10000, getvariable('customers'))
