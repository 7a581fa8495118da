select customer_id
from {{ ref('customers') }}
where
    {{ sequence('page_views', 'orders', within='3 days', first_where=field('page.url', 'contains', '/sale')) }}
    and {{ last_record('orders', none_of(field('order.source', 'is', 'app'))) }}
    and {{ rank_band(0, [0.1, 0.25], last='1 year') }}
    and {{ active_periods('logins', 'exactly', 4, period='1 week', periods=4, per_period=['at least', 2]) }}
    and {{ first_of('orders', 'in', {'period': 'this year'}) }}
    and {{ days_since_last('logins', 'within', [7, 30], time_zone='UTC') }}
    and {{ average_of('reviews', 'rating', 'less than', 2.5, between=['6 months ago', 'before 1 month ago']) }}
    and {{ field('customer.birth_date', 'anniversary', 7) }}
    and {{ field('customer.birth_date', 'within', [18, 25], derive='age_years') }}
    and {{ field('customer.created_at', 'in', {'period': '30 days ago'}) }}
    and {{ field('customer.phone', 'is phone', '+45 12 34 56 78') }}
    and {{ field('profile.interests', 'has all of', ['Sport', 'Music'], ignore_case=true) }}
