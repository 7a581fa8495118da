-- Customers with an account buy on it once or twice; most have paid the first sale.
with accounts as (
    select n, created_at, unnest(range(1 + pick(n, 'account entries', 3))) as entry
    from customer_moments
    where has_account(n)
)

select
    'b' || (10000000 + 3 * n + entry)::varchar as entry_id,
    customer_id(n) as customer_id,
    amount(
        (100000 + 1000 * pick(3 * n + entry % 2, 'on account', 900)) * case entry when 2 then -1 else 1 end
    ) as amount,
    case entry when 2 then 'payment' else 'sale' end as kind,
    case when entry < 2 then 'https://shop.example.com/invoices/' || (3 * n + entry)::varchar end
        as invoice_url,
    moment_between(created_at, as_of(), 0.45::double * entry + 0.1::double * chance(n, 'account'))
        as occurred_at
from accounts
