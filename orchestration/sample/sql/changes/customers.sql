-- Every hundredth customer registered earlier logged in on the new day.
select * exclude (n) replace (
    moment_between(as_of(), next_as_of(), chance(n, 'next login')) as last_login_at,
    moment_between(as_of(), next_as_of(), chance(n, 'next login')) as updated_at
)
from customer_rows
where one_in(n + 41, 100, getvariable('customers')) and not is_guest(n)
