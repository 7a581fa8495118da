-- Orders of the last two weeks that were still on their way moved one step on during the new day.
select * exclude (n) replace (
    case
        when status = 'pending' and n % 9 = 0 then 'cancelled'
        when status = 'pending' then 'processing'
        when status = 'processing' then 'shipped'
        when status = 'shipped' then 'out for delivery'
        else 'delivered'
    end as status,
    moment_between(as_of(), next_as_of(), chance(n, 'next step')) as updated_at
)
from order_rows()
where status in ('pending', 'processing', 'shipped', 'out for delivery') and n % 5 <> 0
