select
    'a' || (10000000 + n)::varchar as address_id,
    customer_id,
    choose(n, 'label', ['home', 'home', 'work', 'summer house']) as label,
    choose(n, 'street', ['Nørregade', 'Storgatan', 'Main Street', 'Lindenstraße', 'Åboulevarden'])
    || ' ' || (1 + pick(n, 'house', 180))::varchar as line1,
    postcode,
    city,
    country
from customer_rows
where pick(n, 'address', 5) = 0
