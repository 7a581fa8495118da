"""Fields of a profile: a text, a list, and texts that are dates."""

from tests.conditions import LATER, Conditions, beside

shop = Conditions("profiles")
customer, profile, row, case, cases = shop.customer, shop.profile, shop.row, shop.case, shop.cases_of

# A profile field that is a text holds what was set last, by as_of.
row("profile_fields", field="size", type="text")
row("profile_fields", field="tags", type="multi")
for name in ("replaced", "later", "cleared", "undated", "old", "none"):
    customer(f"size {name}")
profile("size replaced", "size", "41", set_at="2025-01-01 12:00:00")
profile("size replaced", "size", "42", set_at=beside("2025-01-01 12:00:00", 1))
profile("size later", "size", "41")
profile("size later", "size", "42", set_at=LATER)
profile("size cleared", "size", "42", set_at="2025-01-01 12:00:00")
profile("size cleared", "size", None, set_at="2025-01-02 12:00:00")
profile("size undated", "size", "42.0", set_at=None)
profile("size old", "size", "042")
cases(
    "size",
    "field('profile.size', {})",
    {
        "'is', 42": "replaced undated",
        "'is', '41'": "later",
        "'is', '042'": "old",
        "'more than', 41": "replaced undated",
        "'at most', 42": "replaced later undated",
        "'within', [41, 41.5]": "later",
        "'has all of', ['41', '42']": "",
        "'starts with', '4'": "replaced later undated",
        "'is set'": "replaced later undated old",
        "'is empty'": "cleared none",
    },
)
case("size", "not {{ field('profile.size', 'is', 42) }}", "later", "cleared", "old", "none")

# A list: one element that meets the comparison is enough, and none must where it is negated.
for name in ("both", "red", "capital", "sizes", "hole", "none"):
    customer(f"tags {name}")
profile("tags both", "tags", "red", "blue")
profile("tags both", "tags", "green", set_at="2025-06-01 12:00:00")
profile("tags red", "tags", "red")
profile("tags capital", "tags", "RED", "Blå")
profile("tags sizes", "tags", "7.0", "50%", "ready")
profile("tags hole", "tags", None)
profile("tags none", "tags", "red", set_at=LATER)
cases(
    "tags",
    "field('profile.tags', {})",
    {
        "'is', 'red'": "both red",
        "'is', 'red', ignore_case=true": "both red capital",
        "'is', 'BLÅ', ignore_case=true": "capital",
        "'is one of', ['blue', 7]": "both sizes",
        "'has all of', ['red', 'blue']": "both",
        "'has all of', ['red', 'red']": "both red",
        "'has all of', ['red', 'blå'], ignore_case=true": "capital",
        "'has all of', [7, '50%']": "sizes",
        "'contains', 're'": "both red sizes",
        "'starts with', 'rea'": "sizes",
        "'ends with', 'D', ignore_case=true": "both red capital",
        "'like', 'r_d'": "both red",
        "'matches', '^[a-z]{4}$'": "both",
        "'more than', 6": "sizes",
        "'at least', 8": "",
        "'is set'": "both red capital sizes",
        "'is empty'": "hole none",
    },
)
case("tags", "not {{ field('profile.tags', 'is', 'red') }}", "capital", "sizes", "hole", "none")
case(
    "tags", "not {{ field('profile.tags', 'has all of', ['red', 'blue']) }}", "red", "capital", "sizes", "hole", "none"
)
row("profile_fields", field="unheard_of", type="list")
case("tags", "field('profile.unheard_of', 'is empty')", "both", "red", "capital", "sizes", "hole", "none")
case("tags", "field('profile.unheard_of', 'is', 'red')")

# Dates and moments in a profile, by the shop's clock; what is not an ISO date is not a date.
RENEWALS = {
    "day": "2026-09-01",
    "moment": "2026-09-01 00:00",
    "zoned": "2026-08-31T22:00:00Z",
    "offset": "2026-09-01T23:30:00.5+05:30",
    "next-day": "2026-09-02",
    "february-30": "2026-02-30",
    "danish": "01-09-2026",
    "digits": "20260901",
    "word": "soon",
}
for name, text in RENEWALS.items():
    customer(f"renewal {name}")
    profile(f"renewal {name}", "renewal", text)
customer("renewal missing")
FIRST = "day moment zoned offset"
cases(
    "renewal",
    "field('profile.renewal', {})",
    {
        "'on', '2026-09-01'": FIRST,
        "'at', '2026-09-01 00:00'": "day moment zoned",
        "'after', '2026-08-31'": f"{FIRST} next-day",
        "'before', '2026-09-02'": FIRST,
        "'on or after', '2026-09-01 00:00:01'": "offset next-day",
        "'on', '2026-08-31', time_zone='UTC'": "zoned",
        "'on', '2026-09-01', time_zone='UTC'": "day moment offset",
        "'in', {'period': 'tomorrow'}": FIRST,
        "'in', {'period': 'this week'}": f"{FIRST} next-day",
        "'in', {'period': 'next month'}": f"{FIRST} next-day",
        "'in', {'period': 'this month'}": "",
        "'in', {'period': '1 day ahead'}": FIRST,
        "'in', {'period': '2 days ahead'}": "next-day",
        # The window's clock is not that of a moment without an offset; a day is of any clock: Tokyo's began before.
        "'in', {'between': ['2026-08-31T21:59:59Z', '2026-08-31T22:00:00Z'], 'time_zone': 'Asia/Tokyo'}": (
            "moment zoned"
        ),
        "'in', {'between': ['2026-08-31T15:00:00Z', '2026-08-31T15:00:00Z'], 'time_zone': 'Asia/Tokyo'}": "day",
        "'in', {'between': ['now', '1 day ahead']}": "day moment zoned",
        "'anniversary', 1": FIRST,
        "'is', '2026-09-01'": "day",
        "'is set'": " ".join(RENEWALS),
    },
)
