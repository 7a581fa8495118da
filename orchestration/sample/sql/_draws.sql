-- The vocabulary of the sample shop: what a customer, product or order number alone decides.
-- Every choice is a hash of (number, purpose, seed), so it can be repeated anywhere without a join.

create macro draw(n, purpose) as hash(n::bigint, hash(purpose, getvariable('seed')::bigint));

-- The moment that the rows are as of, and the one a day later.
create macro as_of() as getvariable('as_of');
create macro next_as_of() as as_of() + interval '1' day;

-- A slice of a draw, from 0 to 2^width - 1.
create macro bits(drawn, start, width) as ((drawn >> start) & ((1::ubigint << width) - 1))::bigint;

-- From 0 up to, not including, 1.
create macro chance(n, purpose) as bits(draw(n, purpose), 8, 32)::double / 4294967296;

create macro pick(n, purpose, choices) as bits(draw(n, purpose), 8, 32) % choices;

create macro choose(n, purpose, options) as options[1 + pick(n, purpose, len(options))];

-- Evenly spread over the numbers, so that it holds at least once even in a tiny shop. The steps in use share
-- no factor with the 27 customers of a block, see order_buyer.
create macro one_in(n, step, total) as
    (n + getvariable('seed')) % least(step, total) = least(step, total) // 2;

-- A moment between two others, in whole seconds; reach is from 0 to 1.
create macro moment_between(earlier, later, reach) as make_timestamp(
    epoch_us(earlier) + (reach * ((epoch_us(later) - epoch_us(earlier)) // 1000000))::bigint * 1000000
);

create macro amount(cents) as (cents::decimal(9, 0) * 0.01::decimal(3, 2))::decimal(18, 2);

-- Ids stay within 12 bytes, which DuckDB keeps inside the row.
create macro customer_id(n) as 'c' || (10000000 + n)::varchar;
create macro order_id(n) as 'o' || (100000000 + n)::varchar;
create macro product_id(n) as 'p' || (10000 + n)::varchar;
create macro store_id(n) as 's' || (101 + n)::varchar;

-- Customers -----------------------------------------------------------------------------------------------

create macro is_guest(n) as pick(n, 'guest', 10) = 0;
create macro in_loyalty_scheme(n) as pick(n, 'loyalty', 100) < 50 and not is_guest(n);
create macro has_account(n) as one_in(n, 200, getvariable('customers'));

-- Of every 100 customers: DK 42, SE 14, NO 10, DE 14, GB 8, SA 4, AE 4, and 4 of an unknown country.
create macro place_slot(n) as pick(n, 'place', 100);

-- 79999987 is prime and larger than any number of customers, so no two customers share a phone number.
create macro local_number(n) as (20000000 + (n * 48271 + getvariable('seed')) % 79999987)::varchar;
create macro phone_number(n, dial, mobile) as case pick(n, 'phone', 12)
    when 0 then null
    when 1 then mobile || local_number(n)
    when 2 then mobile || local_number(n)
    when 3 then '00' || dial || mobile || local_number(n)
    when 4 then '+' || dial || mobile || local_number(n)
    when 5 then '+' || dial || mobile || local_number(n)
    when 6 then '(+' || dial || ') ' || mobile || local_number(n)[1:4] || '-' || local_number(n)[5:8]
    when 7 then mobile || local_number(n)[1:4] || ' ' || local_number(n)[5:8]
    else concat_ws(
        ' ',
        '+' || dial,
        mobile || local_number(n)[1:2],
        local_number(n)[3:4],
        local_number(n)[5:6],
        local_number(n)[7:8]
    )
end;

-- Products ------------------------------------------------------------------------------------------------

-- In cents, from 29.95 to 869.95.
create macro product_price(n) as 100 * (30 + (n * 7919 % 211) * (1 + n % 4)) - 5;

-- Low numbers sell most.
create macro popular_product(bits_16) as
    (bits_16 * bits_16 * getvariable('products')::bigint) >> 32;

-- Orders --------------------------------------------------------------------------------------------------

-- Of 100 orders 66 have one line, 22 two, 8 three and 4 four: 1.5 on average.
create macro line_count(n) as (
    1 + (pick(n, 'lines', 100) < 34)::bigint
    + (pick(n, 'lines', 100) < 12)::bigint
    + (pick(n, 'lines', 100) < 4)::bigint
);
create macro line_product(basket, line) as popular_product(bits(basket, 16 * (line - 1), 16));
create macro line_quantity(n, line) as 1 + (bits(draw(n, 'lines'), 36 + 4 * line, 4) >= 13)::bigint
    + (bits(draw(n, 'lines'), 36 + 4 * line, 4) = 15)::bigint;
create macro line_amount(n, basket, line) as
    product_price(line_product(basket, line)) * line_quantity(n, line);

-- In cents: the sum of the lines of the order.
create macro order_total(n, basket) as
    line_amount(n, basket, 1)
    + case when line_count(n) >= 2 then line_amount(n, basket, 2) else 0 end
    + case when line_count(n) >= 3 then line_amount(n, basket, 3) else 0 end
    + case when line_count(n) >= 4 then line_amount(n, basket, 4) else 0 end;

-- The customer numbers below customers_so_far come in blocks of 27: all blocks buy alike, but within a block
-- the first two never order and the third buys a third of what the block buys, the last 1.4 %.
create macro block_member(reach) as 2 + floor(25 * reach * reach * reach)::bigint;
create macro order_buyer(n, customers_so_far) as (
    (bits(draw(n, 'buyer'), 0, 32) * ((customers_so_far + 26) // 27) >> 32) * 27
    + block_member(bits(draw(n, 'buyer'), 32, 21)::double / 2097152)
) % customers_so_far;

-- Two orders in a hundred have no customer.
create macro order_customer(n, customers_so_far) as case
    when bits(draw(n, 'buyer'), 53, 11) >= 41 then order_buyer(n, customers_so_far)
end;

-- Every 200 orders in a row pass through all 200 slots, so even a tiny shop has every status.
create macro order_slot(n) as (n * 61 + n // 200 * 13 + getvariable('seed') * 7) % 200;
create macro order_status(slot, age_in_hours) as case
    when age_in_hours < 24 then case
        when slot < 90 then 'pending'
        when slot < 160 then 'processing'
        when slot < 184 then 'shipped'
        when slot < 190 then 'fulfilled'
        else 'cancelled'
    end
    when age_in_hours < 96 then case
        when slot < 6 then 'pending'
        when slot < 36 then 'processing'
        when slot < 106 then 'shipped'
        when slot < 150 then 'out for delivery'
        when slot < 180 then 'delivered'
        when slot < 191 then 'fulfilled'
        else 'cancelled'
    end
    when slot < 90 then 'fulfilled'
    when slot < 167 then 'delivered'
    when slot < 179 then 'cancelled'
    when slot < 186 then 'returned'
    when slot < 190 then 'refunded'
    when slot < 194 then 'shipped'
    when slot < 196 then 'out for delivery'
    when slot < 198 then 'processing'
    else 'pending'
end;
create macro order_counts(status) as status in ('fulfilled', 'out for delivery', 'delivered', 'shipped');
