"""Customers and orders: within a while or not, and how often."""

from tests.conditions import AS_OF, LATER, Conditions, beside

shop = Conditions("customers")
customer, order, login, case, cases = shop.customer, shop.order, shop.login, shop.case, shop.cases_of

# Within, not within, and never.
WITHIN = {"out": beside("2026-08-01 12:00:00"), "edge": "2026-08-01 12:00:00", "now": AS_OF, "later": LATER}
for name, moment in WITHIN.items():
    customer(f"within {name}", created_at=moment)
    customer(f"login {name}")
    login(f"login {name}", moment)
customer("login never")
case("within", "account_created('within', '30 days')", "edge", "now")
case("within", "account_created('not within', '30 days')", "out")
case("within", "not {{ account_created('within', '30 days') }}", "out")
case("login", "last_login('within', '30 days')", "edge", "now")
case("login", "last_login('not within', '30 days')", "out")
case("login", "not {{ last_login('within', '30 days') }}", "out", "later", "never")
case("login", "not {{ last_login('not within', '30 days') }}", "edge", "now", "later", "never")

# The customer's own column may know a later login than the list of logins, and the other way round.
customer("column only", last_login_at=WITHIN["edge"])
customer("column newer", last_login_at=WITHIN["edge"])
customer("column older", last_login_at="2026-01-01 12:00:00")
customer("column old", last_login_at=WITHIN["out"])
# A night of the past knows of a login after it that it was not long ago.
customer("column later", last_login_at=LATER)
login("column newer", "2026-01-01 12:00:00")
login("column older", WITHIN["edge"])
case("column", "last_login('within', '30 days')", "only", "newer", "older", "later")
case("column", "last_login('not within', '30 days')", "old")

# The first order is not the last one, and one that does not count is neither.
for name in ("old and new", "new", "uncounted", "never"):
    customer(f"opening {name}")
order("opening old and new", WITHIN["out"])
order("opening old and new", "2026-08-15 12:00:00")
order("opening new", WITHIN["edge"])
order("opening new", WITHIN["out"], status="pending")
order("opening uncounted", "2026-08-31 11:00:00")
case("opening", "first_order('within', '30 days')", "new")
case("opening", "first_order('not within', '30 days')", "old and new")
case("opening", "last_order('within', '30 days')", "old and new", "new")
case("opening", "not {{ first_order('within', '30 days') }}", "old and new", "uncounted", "never")

# How often: orders in the last while, per unit of it. Exact: twice in 10 days is 1.4 a week.
OFTEN = {"weekly": 4, "twice": 2, "once": 1, "never": 0}
for name, times in OFTEN.items():
    customer(f"often {name}")
    for number in range(times):
        order(f"often {name}", f"2026-08-{29 - number} 12:00:00")
order("often never", "2026-01-01 12:00:00")
cases(
    "often",
    "order_frequency({})",
    {
        "'at least', 1, per='1 week', last='4 weeks'": "weekly",
        "'more than', 1, per='1 week', last='4 weeks'": "",
        "'exactly', 0.5, per='7 days', last='4 weeks'": "twice",
        "'exactly', 1.4, per='1 week', last='10 days'": "twice",
        "'more than', 1.4, per='1 week', last='10 days'": "weekly",
        "'at least', 2, per='1 month', last='2 months'": "weekly",
        "'exactly', 1, per='1 month', last='2 months'": "twice",
        "'at least', 24, per='1 year', last='2 months'": "weekly",
        "'less than', 1, per='1 month', last='2 months'": "once never",
        "'within', [0.5, 1], per='1 month', last='2 months'": "twice once",
        "'exactly', 0, per='1 month', last='2 months'": "never",
    },
)

# Days between orders: of 24 hours, exact, and none with fewer than two.
GAPS = {
    "ten": ("2026-03-20 12:00:00", "2026-03-30 12:00:00"),
    "ten-and-a-bit": ("2026-03-20 12:00:00", beside("2026-03-30 12:00:00", 1)),
    "mean-of-ten": ("2026-03-10 12:00:00", "2026-03-11 12:00:00", "2026-03-30 12:00:00"),
    "third": ("2026-03-20 12:00:00", "2026-03-21 12:00:00", "2026-03-22 12:00:00", "2026-03-30 12:00:00"),
    "half": ("2026-03-20 12:00:00", "2026-03-22 00:00:00"),
    "same": ("2026-03-20 12:00:00", "2026-03-20 12:00:00"),
    "one": ("2026-03-20 12:00:00",),
    "none": (),
}
for name, moments in GAPS.items():
    customer(f"gap {name}")
    for moment in moments:
        order(f"gap {name}", moment)
order("gap one", "2026-03-30 12:00:00", status="cancelled")
cases(
    "gap",
    "average_days_between_orders({})",
    {
        "'exactly', 10": "ten mean-of-ten",
        "'more than', 10": "ten-and-a-bit",
        "'at most', 10": "ten mean-of-ten third half same",
        "'less than', 3.34": "third half same",
        "'more than', 3.33": "ten ten-and-a-bit mean-of-ten third",
        "'exactly', 3.33": "",
        "'exactly', 1.5": "half",
        "'exactly', 0": "same",
        "'within', [1.5, 10]": "ten mean-of-ten third half",
        "'at least', 0, last='1 month'": "",
        "'exactly', 1, between=['2026-03-01', '2026-03-21']": "mean-of-ten third",
    },
)
case("gap", "not {{ average_days_between_orders('at most', 10) }}", "ten-and-a-bit", "one", "none")
