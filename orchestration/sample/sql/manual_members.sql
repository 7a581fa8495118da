-- Between 4 and 200 decisions, spread over the customers; some name the phone, some end by themselves.
with decisions as (
    select
        *,
        n // (getvariable('customers') // getvariable('manual_members')) as m,
        moment_between(created_at, as_of(), 0.5::double + 0.5::double * chance(n, 'entered'))
            as entered_at
    from customer_rows
    where n % (getvariable('customers') // getvariable('manual_members')) = 0
        and n // (getvariable('customers') // getvariable('manual_members')) < getvariable('manual_members')
)

select
    ['vip', 'uncommitted', 'friends_of_the_house'][1 + m % 3] as group_key,
    -- Out of friends_of_the_house, which has no rule, nobody needs to be kept.
    case when m % 4 = 3 and m % 3 < 2 then 'remove' else 'add' end as action,
    case when m % 8 <> 6 or phone is null then customer_id end as customer_id,
    case when m % 8 = 6 then phone end as phone,
    choose(n, 'entered by', ['mia', 'jonas']) as entered_by,
    choose(n, 'reason', ['loyal for years', 'press', 'asked for it', null]) as reason,
    entered_at,
    case
        when m % 6 = 1 then as_of() + interval '30' day
        when m % 6 = 4 then entered_at + interval '14' day
    end as expires_at
from decisions
