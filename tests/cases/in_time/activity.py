"""Activity: firsts and lasts, days since, and periods in which something happened."""

from tests.conditions import AS_OF, LATER, Conditions, beside

shop = Conditions("activity")
customer, order, login, case, cases = shop.customer, shop.order, shop.login, shop.case, shop.cases_of

# Firsts and lasts, compared with moments.
customer("moment never")
for name in ("once", "twice", "later"):
    customer(f"moment {name}")
login("moment once", "2026-05-01 10:00:00.25")
login("moment twice", "2026-04-30 22:00:00", "2026-05-01 22:00:00")
login("moment later", LATER)
for name in ("first_of", "last_of"):
    cases("moment", f"{name}('logins', {{}})", {"'is set'": "once twice", "'is empty'": "never later"})
cases(
    "moment",
    "first_of('logins', {})",
    {
        "'before', '2026-05-01'": "",
        "'on or before', '2026-05-01'": "once twice",
        "'on', '2026-05-01'": "once twice",
        "'after', '2026-05-01'": "",
        "'on or after', '2026-05-01'": "once twice",
        "'before', '2026-05-01 12:00:00.25'": "twice",
        "'on or before', '2026-05-01T12:00:00.25'": "once twice",
        "'after', '2026-05-01 00:00'": "once",
        "'on or after', '2026-05-01 00:00'": "once twice",
        "'at', '2026-05-01 12:00'": "once",
        "'at', '2026-05-01T10:00:00.999Z'": "once",
        "'at', '2026-05-01 12:00:01'": "",
        "'on', '2026-04-30', time_zone='America/New_York'": "twice",
        "'in', {'last': '2930 hours'}": "once",
        "'in', {'between': ['2026-05-01', '2026-05-01']}": "once twice",
        "'in', {'between': ['2026-05-01', '2026-05-01'], 'time_zone': 'UTC'}": "once",
        "'in', {'period': '122 days ago'}": "once twice",
        "'in', {'before': '122 days'}": "once twice",
        # The window narrows the records; what is asked of the first of those left.
        "'on', '2026-05-02', between=['2026-05-02', none]": "twice",
        "'before', 'now', between=['2026-05-02', none]": "twice",
        "'is empty', between=['2026-05-02', none]": "never once later",
        "'after', '30 days ago'": "",
        "'before', '30 days ago'": "once twice",
        "'before', '2 days ahead'": "once twice",
    },
)
cases(
    "moment",
    "last_of('logins', {})",
    {
        "'before', '2026-05-02'": "once",
        "'on or before', '2026-05-02'": "once twice",
        "'on', '2026-05-02'": "twice",
        "'after', '2026-05-01'": "twice",
        "'at', '2026-05-02 00:00'": "twice",
        "'in', {'between': [none, 'before 2026-05-02']}": "once",
        "'in', {'period': 'this year'}": "once twice",
        "'in', {'last': '1 week'}": "",
        "'on', '2026-05-01', between=[none, 'before 2026-05-02']": "once twice",
    },
)
case("moment", "not {{ last_of('logins', 'before', '2026-05-02') }}", "never", "twice", "later")

# first_of and last_of take the records that where= leaves; orders only those that count.
for name in ("orders", "uncounted", "none"):
    customer(f"ends {name}")
order("ends orders", "2026-03-01 12:00:00", "5")
order("ends orders", "2026-04-01 12:00:00", "50")
order("ends orders", "2026-05-01 12:00:00", "5", status="pending")
order("ends uncounted", "2026-05-01 12:00:00", "50", status="cancelled")
case("ends", "first_of('orders', 'on', '2026-03-01')", "orders")
case("ends", "last_of('orders', 'on', '2026-04-01')", "orders")
case("ends", "first_of('orders', 'on', '2026-04-01', where=field('order.amount', 'at least', 50))", "orders")
case("ends", "last_of('orders', 'on', '2026-03-01', where='total_amount < 50')", "orders")
case("ends", "last_of('orders', 'is empty')", "uncounted", "none")
case("ends", "days_since_last('orders', 'exactly', 152)", "orders")
case("ends", "days_since_last('orders', 'exactly', 183, where=field('order.amount', 'is', 5))", "orders")
case("ends", "days_since_last('orders', 'is empty')", "uncounted", "none")

# Days since are calendar days, by the shop's clock or that of time_zone.
SINCE = {
    "now": AS_OF,
    "today": "2026-08-30 22:00:00",
    "yesterday": beside("2026-08-30 22:00:00"),
    "summer": "2026-03-29 21:00:00",
    "winter": "2026-03-28 22:00:00",
}
for name, moment in SINCE.items():
    customer(f"since {name}")
    login(f"since {name}", "2025-01-01 12:00:00", moment)
customer("since never")
cases(
    "since",
    "days_since_last('logins', {})",
    {
        "'exactly', 0": "now today",
        "'=', 0": "now today",
        "'exactly', 1": "yesterday",
        "'at most', 1": "now today yesterday",
        "'less than', 1": "now today",
        "'more than', 0": "yesterday summer winter",
        "'at least', 1": "yesterday summer winter",
        "'at least', 0": "now today yesterday summer winter",
        "'within', [1, 155]": "yesterday summer",
        "'within', [0, 0]": "now today",
        "'one of', [0, 156]": "now today winter",
        "'exactly', 155": "summer",
        "'at least', 156": "winter",
        "'exactly', 0, time_zone='UTC'": "now",
        "'exactly', 1, time_zone='UTC'": "today yesterday",
        "'is empty'": "never",
        "'is set'": "now today yesterday summer winter",
        "'at most', 1, last='1 hour'": "now",
        "'is empty', last='1 hour'": "today yesterday summer winter never",
        "'exactly', 607, between=[none, '2025-12-31']": "now today yesterday summer winter",
    },
)
case("since", "not {{ days_since_last('logins', 'at most', 1) }}", "summer", "winter", "never")

# Periods are counted back from as_of; each has its newer end and not its older one.
ACTIVE = {
    "always": (AS_OF, "2026-08-28 12:00:00", "2026-08-25 12:00:00"),
    "crowded": ("2026-08-30 12:00:00", beside("2026-08-28 12:00:00", 1)),
    "gap": ("2026-08-30 12:00:00", "2026-08-23 12:00:00"),
    "outside": ("2026-08-22 12:00:00",),
    "never": (),
}
for name, moments in ACTIVE.items():
    customer(f"active {name}")
    login(f"active {name}", *moments)
cases(
    "active",
    "active_periods('logins', {})",
    {
        "'exactly', 3, period='3 days', periods=3": "always",
        "'at least', 2, period='3 days', periods=3": "always gap",
        "'more than', 2, period='72 hours', periods=3": "always",
        "'exactly', 1, period='3 days', periods=3": "crowded",
        "'at most', 1, period='3 days', periods=3": "crowded outside never",
        "'exactly', 0, period='3 days', periods=3": "outside never",
        "'within', [1, 2], period='3 days', periods=3": "crowded gap",
        "'one of', [0, 3], period='3 days', periods=3": "always outside never",
        "'exactly', 1, period='3 days', periods=1": "always crowded gap",
        "'exactly', 1, period='3 days', periods=3, per_period=['at least', 2]": "crowded",
        "'exactly', 2, period='3 days', periods=3, per_period=['at most', 1]": "crowded",
        # A period without records is one of 0 records, also for customers who never came.
        "'exactly', 3, period='3 days', periods=3, per_period=['exactly', 0]": "outside never",
        "'exactly', 2, period='3 days', periods=3, per_period=['exactly', 0]": "crowded",
        "'exactly', 1, period='3 days', periods=3, per_period=['less than', 1]": "gap",
        "'exactly', 0, period='3 days', periods=3, per_period=['exactly', 0]": "always",
        "'exactly', 3, period='3 days', periods=3, per_period=['exactly', 0], include_zero=false": "",
        "'at most', 1, period='3 days', periods=3, include_zero=false": "crowded",
        "'exactly', 1, period='3 days', periods=3, where=\"logged_in_at < timestamp '2026-08-25'\"": "gap",
    },
)
# Two months before 31 August is 30 June: no month is counted back from the end of a shorter one.
MONTHLY = {"start": "2026-06-30 12:00:00", "inside": beside("2026-06-30 12:00:00", 1), "between": "2026-07-31 12:00:00"}
MONTHLY |= {"recent": beside("2026-07-31 12:00:00", 1)}
for name, moment in MONTHLY.items():
    customer(f"monthly {name}")
    login(f"monthly {name}", moment)
cases(
    "monthly",
    "active_periods('logins', 'exactly', 1, {})",
    {
        "period='1 month', periods=1": "recent",
        "period='1 month', periods=2": "inside between recent",
        "period='2 months', periods=1": "inside between recent",
    },
)
