"""Conditions that selected others than they say, each under the name of the mistake.

How conditions are tried is said in tests/conditions.py. As of 12:00 UTC on 31 August 2026, where it is 14:00 by the
shop's clock, 06:00 in Mexico and 31 August everywhere but in the far east of the Pacific.
"""

from datetime import datetime, timedelta

import pytest

from tests.conditions import Built, Case, Conditions, assert_refused

shop = Conditions()
customer, order, case, row = shop.customer, shop.order, shop.case, shop.row

# A date was taken for the shop's midnight, and that for the day before on a clock west of the shop's.
for name, day in {"before": "2026-08-30", "on": "2026-08-31", "after": "2026-09-01"}.items():
    customer(f"day {name}", birth_date=day)
    row("profile_field_values", customer_id=f"day {name}", field="renewal", value=day)
customer("day evening")
row("profile_field_values", customer_id="day evening", field="renewal", value="2026-09-01T04:30:00Z")
for zone in ("America/Mexico_City", "Europe/Copenhagen", "Asia/Tokyo", "Pacific/Auckland"):
    today = ["on"] if zone != "Pacific/Auckland" else ["after", "evening"]
    window = f"{{'period': 'today', 'time_zone': '{zone}'}}"
    # 04:30 UTC is still the evening of the 31st in Mexico.
    evening = ["evening"] if zone == "America/Mexico_City" else []
    if zone != "Pacific/Auckland":
        case("day", f"field('profile.renewal', 'in', {window})", *today, *evening)
        case("day", f"field('customer.birth_date', 'in', {window})", *today)
    dates = "{'between': ['2026-08-31', '2026-08-31'], 'time_zone': '" + zone + "'}"
    case("day", f"field('profile.renewal', 'in', {dates})", "on", *evening)
    case("day", f"field('customer.birth_date', 'in', {dates})", "on")
    case("day", f"field('profile.renewal', 'on', '2026-08-31', time_zone='{zone}')", "on", *evening)
    case("day", f"field('customer.birth_date', 'on', '2026-08-31', time_zone='{zone}')", "on")
    case("day", f"field('customer.birth_date', 'after', '2026-08-31', time_zone='{zone}')", "after")
    case("day", f"field('customer.birth_date', 'on or before', '2026-08-31', time_zone='{zone}')", "before", "on")
# The leaf's clock is for moments without an offset, the window's for what the window compares.
TOKYO = "{'between': ['2026-08-31', '2026-08-31'], 'time_zone': 'Asia/Tokyo'}"
case("day", f"field('profile.renewal', 'in', {TOKYO}, time_zone='America/Mexico_City')", "on")

# In Havana the clock skips the first hour of 8 March 2026, so that the day begins at one.
for name, day in {"before": "2026-03-07", "on": "2026-03-08", "after": "2026-03-09"}.items():
    customer(f"skipped {name}", birth_date=day)
    row("profile_field_values", customer_id=f"skipped {name}", field="skipped", value=day)
for field in ("customer.birth_date", "profile.skipped"):
    cuba = "time_zone='America/Havana'"
    case("skipped", f"field('{field}', 'on', '2026-03-08', {cuba})", "on")
    case("skipped", f"field('{field}', 'on or after', '2026-03-08', {cuba})", "on", "after")
    case("skipped", f"field('{field}', 'before', '2026-03-08', {cuba})", "before")
    case("skipped", f"field('{field}', 'on or before', '2026-03-08', {cuba})", "before", "on")
    case("skipped", f"field('{field}', 'after', '2026-03-08T06:30:00Z', {cuba})", "after")

# A subscription that is sent again every night was taken for a new one.
ACTIONS = {
    "nightly": "2026-01-05 s, 2026-08-29 s, 2026-08-30 s, 2026-08-31 s",
    "new": "2026-08-20 s, 2026-08-30 s",
    "back": "2026-01-05 s, 2026-08-01 u, 2026-08-15 s, 2026-08-30 s",
    "back at once": "2026-01-05 s, 2026-08-15 u, 2026-08-15 s",
    "left long ago": "2026-01-05 s, 2026-02-01 u, 2026-08-30 u",
    "left lately": "2026-01-05 s, 2026-08-20 u, 2026-08-30 u",
    "never came": "2026-08-30 u",
}
for name, actions in ACTIONS.items():
    customer(f"list {name}")
    for action in actions.split(", "):
        day, letter = action.split()
        done = {"s": "subscribed", "u": "unsubscribed"}[letter]
        row("list_subscriptions", list="news", customer_id=f"list {name}", action=done, at=f"{day} 10:00:00")
customer("list silent")
LEFT = "on_list('news', state='unsubscribed', {})"
case("list", "on_list('news', last='30 days')", "new", "back")
case("list", "on_list('news', before='30 days')", "nightly")
case("list", "on_list('news', default='subscribed', last='30 days')", "new", "back")
case("list", "on_list('news', between=['2026-08-15', '2026-08-15'])", "back")
case("list", "on_list('news')", "nightly", "new", "back")
case("list", LEFT.format("last='30 days'"), "left lately", "never came", "back at once")
case("list", LEFT.format("before='30 days'"), "left long ago")
case("list", "not {{ on_list('news', last='30 days') }}", *(ACTIONS.keys() - {"new", "back"}), "silent")

# Conditions other than those on the number and sum of orders looked at counted orders only, whatever was meant.
ORDERS = {
    # Days ago, status, source, amount
    "sold": [(40, "delivered", "web", 100), (20, "delivered", "app", 300)],
    "cancelled": [(40, "delivered", "web", 100), (20, "cancelled", "app", 300)],
    "refunded": [(40, "delivered", "web", 100), (20, "refunded", "app", 300)],
    "only cancelled": [(40, "cancelled", "web", 100), (20, "canceled", "app", 300)],
}
for name, orders in ORDERS.items():
    customer(f"which {name}")
    for ago, status, source, amount in orders:
        at = f"{datetime(2026, 8, 31, 10) - timedelta(days=ago)}"
        order(f"which {name}", at, str(amount), "hat", status=status, source=source)
customer("which nothing")
EVERYBODY = tuple(ORDERS)
LOOKED_AT: dict[str, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = {
    # Members among orders that count, cancelled ones, and all
    "days_since_last('orders', 'at most', 30{})": (("sold",), ("cancelled", "only cancelled"), EVERYBODY),
    "last_of('orders', 'after', '30 days ago'{})": (("sold",), ("cancelled", "only cancelled"), EVERYBODY),
    "first_of('orders', 'before', '30 days ago'{})": (EVERYBODY[:3], ("only cancelled",), EVERYBODY),
    "last_record('orders', field('order.source', 'is', 'app'){})": (
        ("sold",),
        ("cancelled", "only cancelled"),
        EVERYBODY,
    ),
    "number_of('orders', 'at least', 2{})": (("sold",), ("only cancelled",), EVERYBODY),
    "total_of('orders', 'amount', 'at least', 300{})": (("sold",), ("cancelled", "only cancelled"), EVERYBODY),
    "average_of('orders', 'amount', 'within', [200, 200]{})": (("sold",), ("only cancelled",), EVERYBODY),
    "highest_of('orders', 'amount', 'at least', 300{})": (("sold",), ("cancelled", "only cancelled"), EVERYBODY),
    "lowest_of('orders', 'amount', 'at least', 300{})": ((), ("cancelled",), ()),
    "active_periods('orders', 'exactly', 2, period='30 days', periods=2{})": (
        ("sold",),
        ("only cancelled",),
        EVERYBODY,
    ),
    "first_order('within', '30 days'{})": ((), ("cancelled",), ()),
    "last_order('within', '30 days'{})": (("sold",), ("cancelled", "only cancelled"), EVERYBODY),
    "order_source('app'{})": (("sold",), ("cancelled", "only cancelled"), EVERYBODY),
    "product_purchased('hat', last='30 days'{})": (("sold",), ("cancelled", "only cancelled"), EVERYBODY),
    "average_days_between_orders('exactly', 20{})": (("sold",), ("only cancelled",), EVERYBODY),
    "order_frequency('at least', 2, per='50 days', last='50 days'{})": (("sold",), ("only cancelled",), EVERYBODY),
}
for condition, selected in LOOKED_AT.items():
    for which, members in zip(("counted", "cancelled", "all"), selected, strict=True):
        case("which", condition.format(f", which='{which}'"), *members)
    case("which", condition.format(""), *selected[0])
case("which", "last_record('orders', field('order.status', 'is', 'cancelled'), which='all')", "cancelled")
case("which", "sequence('orders', 'orders')", "sold")
case("which", "sequence('orders', 'orders', then_which='cancelled')", "cancelled")
case("which", "sequence('orders', 'orders', first_which='cancelled', then_which='all')", "only cancelled")
case("which", "sequence('orders', 'orders', first_which='all', then_which='all')", *EVERYBODY)

# "In the last 30 days" of other systems is from the beginning of the day thirty days ago, which no window could say.
# Midnight of 1 August in Copenhagen is 22:00 UTC, of 3 March, before the clock was changed, 23:00.
DAYS = {"in": "2026-07-31 22:00:00", "out": "2026-07-31 21:59:59.999999", "of march": "2026-03-03 23:00:00"}
DAYS |= {"before march": "2026-03-03 22:59:59.999999", "today": "2026-08-31 11:00:00"}
for name, at in DAYS.items():
    customer(f"whole {name}")
    row("logins", customer_id=f"whole {name}", logged_in_at=at)
    row("profile_field_values", customer_id=f"whole {name}", field="day", value=f"{at[:10]}")
IN_DAYS = "number_of('logins', 'at least', 1, {})"
case("whole", IN_DAYS.format("last='30 whole days'"), "in", "today")
case("whole", IN_DAYS.format("last='180 whole days'"), "in", "out", "of march", "today")
case("whole", IN_DAYS.format("last='0 whole days'"), "today")
case("whole", IN_DAYS.format("between=['the day 30 days ago', none]"), "in", "today")
case("whole", IN_DAYS.format("between=['after the day 31 days ago', 'before the day 0 days ago']"), "in")
case("whole", IN_DAYS.format("between=['the day 31 days ago', 'the day 31 days ago']"), "out")
case("whole", IN_DAYS.format("between=['the day 1 month ago', 'the day 4 weeks ago']"), "in", "out")
case("whole", IN_DAYS.format("last='30 whole days', time_zone='UTC'"), "today")
case("whole", "first_of('logins', 'on or after', 'the day 30 days ago')", "in", "today")
case("whole", "first_of('logins', 'in', {'last': '30 whole days'})", "in", "today")
case("whole", "field('profile.day', 'in', {'last': '32 whole days'})", "today", "in", "out")

# By condition: the name that the error has to give besides the file, and what it says is wrong.
BROKEN: dict[str, tuple[str, str]] = {
    "field('profile.renewal', 'in', {'period': 'today', 'time_zone': 'Mars/Olympus'})": (
        "field('profile.renewal')",
        "unknown time zone 'Mars/Olympus'",
    ),
    "number_of('logins', 'at least', 1, which='all')": ("number_of", "which='all' is about orders, not about logins"),
    "last_record('any_event', 'true', which='cancelled')": ("last_record", "which='cancelled' is about orders"),
    "days_since_last('orders', 'at most', 3, which='canceled')": (
        "days_since_last",
        "unknown kind of orders 'canceled'",
    ),
    "sequence('orders', 'logins', then_which='all')": ("sequence", "which='all' is about orders, not about logins"),
    # '5.000' was five, and is five thousand to half of Europe.
    "total_purchases('more than', '5.000')": ("total_purchases", "the number '5.000' is in quotes"),
    "number_of('orders', 'within', [1, '3'])": ("number_of", "the number '3' is in quotes"),
    "age('at least', '18')": ("age", "the number '18' is in quotes"),
    "days_since_last('orders', 'one of', ['1', 2])": ("days_since_last", "the number '1' is in quotes"),
    "field('customer.loyalty_points', 'is', '5.000')": (
        "field('customer.loyalty_points')",
        "the number '5.000' is in quotes",
    ),
    "field('profile.renewal', 'more than', '5.000')": ("field('profile.renewal')", "the number '5.000' is in quotes"),
    "rank_band(0, ['0.1'])": ("rank_band", "the number '0.1' is in quotes"),
    "purchased(last='3 whole moons')": ("purchased", "'3 moons' is not a duration"),
    "purchased(between=['the day 3 moons ago', none])": ("purchased", "'3 moons' is not a duration"),
    "purchased(between=['the day 1 day ago', 'the day 2 days ago'])": ("purchased", "no moment lies between"),
    "field('profile.renewel', 'is set')": (
        "field('profile.renewel')",
        "the profile field renewel",
    ),
    "field('profile.xyzzy', 'is empty')": (
        "field('profile.xyzzy')",
        "nobody has declared or sent the profile field xyzzy",
    ),
    "on_list('news', state='unsubscribed', last='a while')": ("on_list", "'a while' is not a duration"),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return shop.build(tmp_path_factory.mktemp("conditions"), broken=BROKEN)


@pytest.mark.parametrize("case", shop.cases, ids=str)
def test_a_condition_selects_exactly_these_customers(built: Built, case: Case) -> None:
    assert (built.members[case], built.undecided[case]) == (case.members, frozenset())


@pytest.mark.parametrize("condition", BROKEN)
def test_a_wrong_condition_is_refused_by_file_name_and_fix(built: Built, condition: str) -> None:
    assert_refused(built, condition, *BROKEN[condition])
