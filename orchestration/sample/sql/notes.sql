select
    'n' || (10000000 + n)::varchar as note_id,
    customer_id(n) as customer_id,
    choose(n, 'note', [
        'Prefers to be called after 4 pm', 'Asked for a quote on 20 pairs',
        'Complained about a late delivery', 'Spoke at the shop, very friendly', 'Wants invoices by post'
    ]) as text,
    choose(n, 'author', ['mia', 'jonas', 'support']) as written_by,
    moment_between(created_at, as_of(), chance(n, 'noted')) as written_at
from customer_moments
where one_in(n + 13, 100, getvariable('customers'))
