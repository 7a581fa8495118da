-- A credit for every thirtieth customer or so; half of them used some of it.
with credited as (
    select
        n,
        created_at,
        5000 + 2500 * pick(n, 'credit', 8) as cents,
        unnest(range(1 + pick(n, 'credit used', 2))) as entry
    from customer_moments
    where one_in(n, 31, getvariable('customers'))
)

select
    'k' || (10000000 + 2 * n + entry)::varchar as entry_id,
    customer_id(n) as customer_id,
    amount(case entry when 0 then cents else -cents // 2 end) as amount,
    moment_between(created_at, as_of(), (0.3::double + 0.6::double * entry) * chance(n, 'credited'))
        as occurred_at,
    case entry when 0 then 'compensation' else 'used' end as note
from credited
