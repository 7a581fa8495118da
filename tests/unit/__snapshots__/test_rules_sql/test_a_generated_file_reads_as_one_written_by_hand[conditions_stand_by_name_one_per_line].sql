select customer_id
from {{ ref('customers') }}
where
    {{ number_of_orders('at least', 3, last='90 days') }}
    and {{ total_purchases('more than', 5000) }}
    and not {{ in_group('students') }}
    and not {{ on_list('news') }}
    and (
        {{ field('customer.country', 'is', 'DK') }}
        or {{ field('profile.industry', 'is one of', ['Business', 'Private']) }}
    )
