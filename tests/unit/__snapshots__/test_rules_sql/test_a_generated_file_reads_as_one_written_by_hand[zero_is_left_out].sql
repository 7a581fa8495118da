select customer_id
from {{ ref('customers') }}
where
    {{ number_of_orders('at most', 1, last='3 days', include_zero=false) }}
    or (
        {{ number_of('logins', 'at least', 1, last='3 days') }}
        and not {{ number_of('logins', 'exactly', 1, last='3 days') }}
    )
    or not (
        {{ in_group('a') }}
        or not (
            {{ in_group('b') }}
            or {{ in_group('c') }}
        )
    )
