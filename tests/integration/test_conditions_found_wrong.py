"""Conditions that selected others than they say, each under the name of the mistake.

How conditions are tried is said in tests/conditions.py. As of 12:00 UTC on 31 August 2026, where it is 14:00 by the
shop's clock, 06:00 in Mexico and 31 August everywhere but in the far east of the Pacific.
"""

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

# By condition: the name that the error has to give besides the file, and what it says is wrong.
BROKEN: dict[str, tuple[str, str]] = {
    "field('profile.renewal', 'in', {'period': 'today', 'time_zone': 'Mars/Olympus'})": (
        "field('profile.renewal')",
        "unknown time zone 'Mars/Olympus'",
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
def test_a_wrong_condition_is_refused_by_file_name_and_mend(built: Built, condition: str) -> None:
    assert_refused(built, condition, *BROKEN[condition])
