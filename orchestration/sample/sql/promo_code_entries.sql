select
    customer_id(event_number * 2654435761 % customers_so_far) as customer_id,
    choose(event_number, 'code', ['WELCOME', 'STUDENT10', 'STUDENT10', 'SUMMER', 'summer', 'BLACKFRIDAY'])
        as code,
    happened_at as entered_at
from event_moments(greatest(5, getvariable('customers') // 50))
