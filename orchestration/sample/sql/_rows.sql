-- The two rows that several files are made from: whole customers and whole orders of the chosen hours.
create view customer_rows as
with known as (
    select
        moments.n,
        created_at,
        places.*,
        first_name,
        last_name,
        mail_name,
        gender,
        case
            when not is_guest(n) then
                moment_between(created_at, as_of(), 1 - chance(n, 'login') * chance(n, 'login'))
        end as last_login_at
    from customer_moments as moments
    inner join places on place_slot(n) = places.slot
    inner join first_names on pick(n, 'first name', 100) = first_names.slot
    inner join last_names on pick(n, 'last name', 100) = last_names.slot
)

select
    n,
    customer_id(n) as customer_id,
    first_name,
    last_name,
    case
        when pick(n, 'email', 25) > 0 then mail_name || '.' || (10000000 + n)::varchar || '@example.com'
    end as email,
    phone_number(n, dial, mobile) as phone,
    case when pick(n, 'age', 5) > 0 then date '1940-01-01' + pick(n, 'birthday', 24800)::integer end
        as birth_date,
    case when pick(n, 'gender', 10) > 0 then gender end as gender,
    country,
    city,
    postcode,
    created_at,
    last_login_at,
    case
        when is_guest(n) then 'guest'
        else choose(n, 'source', ['web', 'web', 'web', 'app', 'app', 'store', 'import'])
    end as source,
    case when pick(n, 'store', 4) = 0 then store_id(pick(n, 'home store', 12)) end as store_id,
    pick(n, 'accepts e-mail', 100) < 55 as accepts_email,
    pick(n, 'accepts sms', 100) < 30 as accepts_sms,
    in_loyalty_scheme(n) as in_loyalty_scheme,
    case when has_account(n) then choose(n, 'limit', [2500, 5000, 10000, 25000]) end::decimal(18, 2)
        as account_limit,
    coalesce(last_login_at, created_at) as updated_at
from known;

create macro order_rows() as table
with placed as (
    select
        order_number as n,
        ordered_at,
        draw(order_number, 'basket') as basket,
        draw(order_number, 'order') as drawn,
        order_customer(order_number, customers_so_far) as buyer,
        order_status(
            order_slot(order_number), (epoch_us(as_of()) - epoch_us(ordered_at)) // 3600000000
        ) as status
    from order_moments(1)
),

priced as (
    select *, order_total(n, basket) as cents, bits(drawn, 0, 10) as channel, bits(drawn, 10, 10) as promo
    from placed
)

select
    n,
    order_id(n) as order_id,
    case
        when one_in(n, 10000, getvariable('orders')) then 'c99' || (100000 + n % 900000)::varchar
        when buyer is not null then customer_id(buyer)
    end as customer_id,
    ordered_at,
    status,
    amount(cents) as total_amount,
    -- A few are in other currencies, and so are their lines and refunds; exchange_rates has the rates.
    case
        when bits(drawn, 40, 10) < 15 then 'SEK'
        when bits(drawn, 40, 10) < 20 then 'NOK'
        else 'DKK'
    end as currency,
    case
        when channel < 614 then 'web'
        when channel < 870 then 'app'
        when channel < 993 then 'store'
        else 'phone'
    end as source,
    case when channel between 870 and 992 then store_id(channel % 12) end as store_id,
    case
        when promo < 12 then 'WELCOME'
        when promo < 20 then 'STUDENT10'
        when promo < 60 and month(ordered_at) between 6 and 8 then 'SUMMER'
        when promo < 100 and month(ordered_at) = 11 then 'BLACKFRIDAY'
    end as promo_code,
    case
        when buyer is not null and order_counts(status) and in_loyalty_scheme(buyer) then cents // 10000
        else 0
    end as points,
    -- Always before as_of by a minute or by nothing, so that a correction at as_of is later.
    make_timestamp(greatest(
        epoch_us(ordered_at),
        least(
            epoch_us(ordered_at) + bits(drawn, 20, 18) * 1000000,
            epoch_us(as_of()) - 60000000
        )
    )) as updated_at
from priced;
