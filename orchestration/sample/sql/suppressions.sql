-- Addresses, numbers and machines that fraud or complaints put on the list.
with suppressed as (
    select *, n // least(1000, getvariable('customers')) % 5 as turn
    from customer_rows
    where one_in(n + 3, 1000, getvariable('customers'))
)

select
    case
        when turn < 3 and email is not null then 'email'
        when turn < 4 and phone is not null then 'phone'
        else 'ip'
    end as kind,
    case
        when turn < 3 and email is not null then email
        when turn < 4 and phone is not null then phone
        else concat_ws('.', 203, n // 65536 % 256, n // 256 % 256, n % 256)
    end as value,
    choose(n, 'suppressed', ['fraud', 'complaint', 'bounced']) as reason,
    moment_between(created_at, as_of(), chance(n, 'suppressed')) as added_at
from suppressed
