-- A third of the customers signed up for the newsletter and a quarter of those left it; being on the list
-- 'unsubscribed' means wanting no mail at all.
with wishes as (
    select
        n,
        created_at,
        unnest([
            {list: 'newsletter', action: 'subscribed', share: 0.1, happens: pick(n, 'news', 100) < 32},
            {list: 'newsletter', action: 'unsubscribed', share: 0.9, happens: pick(n, 'news', 100) < 8},
            {list: 'unsubscribed', action: 'subscribed', share: 0.8, happens: pick(n, 'no mail', 100) < 5},
            {list: 'new_products', action: 'subscribed', share: 0.5, happens: pick(n, 'new', 100) < 6}
        ]) as wish
    from customer_moments
)

select
    wish.list as list_name,
    customer_id(n) as customer_id,
    wish.action as action,
    moment_between(created_at, as_of(), wish.share::double * chance(n, 'wished')) as acted_at
from wishes
where wish.happens
