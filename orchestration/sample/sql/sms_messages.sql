-- Texts that customers sent to the shop; phones write code words in every way.
select
    't' || (10000000 + n)::varchar as message_id,
    phone,
    choose(n, 'text', [
        'CLUB', 'club', ' Club ', 'CLUB', 'STOP', 'stop ', 'VIP', 'vip', 'When do you open?',
        'Tak for hjælpen 🙂', 'club please'
    ]) as text,
    moment_between(created_at, as_of(), chance(n, 'texted')) as received_at
from customer_rows
where one_in(n + 7, 400, greatest(2, getvariable('customers') // 4)) and phone is not null
