-- The last login of every third registered customer, and up to two earlier ones.
with shares as (
    select customer_id, created_at, last_login_at, unnest(range(1 + pick(n, 'logins', 3))) as back
    from customer_rows
    where last_login_at is not null and pick(n, 'logs in', 100) < 29
)

select customer_id, moment_between(last_login_at, created_at, 0.3::double * back) as logged_in_at
from shares
where back = 0 or last_login_at - created_at > interval '1' hour
