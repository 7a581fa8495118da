-- A rate a month for each of three currencies, from a year before the first order on.
select
    currency,
    (date_trunc('month', as_of()) - to_months(60 - month::integer))::date as valid_from,
    (thousandths * (950 + pick(100 * number + month, 'rate', 101)) * 0.000001::decimal(7, 6))::decimal(18, 10) as rate
from (values ('EUR', 1, 7450), ('NOK', 2, 640), ('SEK', 3, 660)) as currencies (currency, number, thousandths)
cross join range(61) as months (month)
order by currency, valid_from
