with sent as (
    select
        event_number as n,
        happened_at as sent_at,
        event_number * 2654435761 % customers_so_far as customer,
        case when pick(event_number, 'opens', 100) < 35 then
            moment_between(
                happened_at,
                least(happened_at + interval '3' day, as_of()),
                chance(event_number, 'opened') * chance(event_number, 'opened')
            )
        end as opened_at
    from event_moments(greatest(5, getvariable('customers') // 2))
)

select
    'm' || (100000000 + n)::varchar as message_id,
    customer_id(customer) as customer_id,
    sent_at,
    case when pick(n, 'channel', 5) = 0 then 'sms' else 'email' end as channel,
    choose(n, 'campaign', ['weekly', 'weekly', 'welcome', 'winback', 'birthday', 'summer', 'black friday'])
        as campaign,
    opened_at,
    case when pick(n, 'clicks', 4) = 0 then
        moment_between(
            opened_at, least(opened_at + interval '10' minute, as_of()), chance(n, 'clicked')
        )
    end as clicked_at
from sent
