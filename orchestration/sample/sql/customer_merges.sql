-- A customer and the next one turned out to be the same person.
select
    customer_id(n) as survivor_id,
    customer_id((n + 1) % getvariable('customers')) as absorbed_id,
    moment_between(created_at, as_of(), 0.5::double + 0.5::double * chance(n, 'merged')) as merged_at
from customer_moments
where one_in(n + 29, 5000, getvariable('customers'))
