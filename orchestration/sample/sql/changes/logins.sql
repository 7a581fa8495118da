select
    customer_id(n) as customer_id,
    moment_between(as_of(), next_as_of(), chance(n, 'next login')) as logged_in_at
from customer_moments
where one_in(n + 41, 100, getvariable('customers')) and not is_guest(n)
