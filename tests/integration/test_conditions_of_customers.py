"""Conditions about customers themselves: their fields, lists, groups and ranks, each at its edges.

How conditions are tried is said in tests/conditions.py. Today is 31 August 2026. Nobody has orders but the ranked.
"""

from collections.abc import Mapping
from typing import Any

import pytest

from tests.conditions import LATER, LONG_AGO, Built, Case, Conditions, assert_refused, beside

shop = Conditions()
customer, order, row, case = shop.customer, shop.order, shop.row, shop.case
AS_OF = "2026-08-31 12:00:00"


def cases(topic: str, condition: str, selected: Mapping[str, str]) -> None:
    """A case for each text that takes the place of {} in `condition`; members have blanks between."""
    for text, members in selected.items():
        case(topic, condition.replace("{}", text), *members.split())


def customers(topic: str, column: str, values: Mapping[str, Any]) -> None:
    """Customers of a topic by what one column of theirs holds."""
    for name, value in values.items():
        customer(f"{topic} {name}", **{column: value})


# Text, with every character that SQL, Jinja, LIKE or a regular expression would take for its own.
TEXTS = {
    "plain": "Aarhus",
    "small": "aarhus",
    "danish": "Ærøskøbing",
    "quote": "Val-d'Or",
    "two-quotes": "Val-d''Or",
    "double": 'Say "hi"',
    "backslash": "a\\b",
    "percent": "100%",
    "underscore": "a_b",
    "letter": "axb",
    "braces": "{{ as_of() }}",
    "block": "{% if x %}",
    "comment": "{# no #}",
    "dashes": "; -- drop",
    "7": "7",
    "7.0": "7.0",
    "007": "007",
    "1e1": "1e1",
    "-0": "-0",
}
# A city of blanks lands as an empty text.
customers("text", "city", TEXTS | {"blank": " ", "missing": None})
for name, text in TEXTS.items():
    same = ("7", "7.0") if name in ("7", "7.0") else (name,)
    case("text", f"field('customer.city', 'is', {text!r})", *same)
    case("text", f"field('customer.city', 'is one of', ['nowhere', {text!r}])", *same)
    case("text", f"field('customer.city', 'has all of', [{text!r}])", *same)
    case("text", f"not {{{{ field('customer.city', 'is', {text!r}) }}}}", *(TEXTS.keys() - {*same}), "blank", "missing")
cases(
    "text",
    "field('customer.city', {})",
    {
        "'is set'": " ".join([*TEXTS, "blank"]),
        "'is empty'": "blank missing",
        "'is', ' '": "",
        "'is', 'AARHUS'": "",
        "'is', 'AARHUS', ignore_case=true": "plain small",
        "'is', 'ÆRØSKØBING', ignore_case=true": "danish",
        "'is one of', ['ærøskøbing', 'AXB'], ignore_case=true": "danish letter",
        "'has all of', ['ærøskøbing'], ignore_case=true": "danish",
        "'has all of', ['Aarhus', 'aarhus']": "",
        "'is', 7": "7 7.0",
        "'is', 7.0": "7 7.0",
        "'is', 10": "",
        "'is', 0": "-0",
        "'is one of', [7, 'a_b']": "7 7.0 underscore",
        "'contains', 'arhu'": "plain small",
        "'contains', 'ØSKØB'": "",
        "'contains', 'ØSKØB', ignore_case=true": "danish",
        "'contains', '%'": "percent block",
        "'contains', '_'": "braces underscore",
        "'contains', '\\\\'": "backslash",
        "'contains', \"d'O\"": "quote",
        "'contains', '\"'": "double",
        "'contains', '{{'": "braces",
        "'contains', '--'": "dashes",
        "'contains', 7": "7 7.0 007",
        "'starts with', 'Æ'": "danish",
        "'starts with', 'æRØ', ignore_case=true": "danish",
        "'starts with', '{#'": "comment",
        "'starts with', '100%'": "percent",
        "'starts with', '_'": "",
        "'ends with', \"'Or\"": "quote two-quotes",
        "'ends with', 'KØBING', ignore_case=true": "danish",
        "'ends with', '%'": "percent",
        "'ends with', '.0'": "7.0",
        # LIKE knows no escape: a backslash is a character.
        "'like', 'a_b'": "underscore letter backslash",
        "'like', 'a\\\\_b'": "",
        "'like', 'a\\\\%'": "backslash",
        "'like', '100%'": "percent",
        "'like', 'aarhus'": "small",
        "'like', 'ærø%', ignore_case=true": "danish",
        "'like', '%'": " ".join([*TEXTS, "blank"]),
        # A regular expression is looked for anywhere.
        "'matches', 'rhus'": "plain small",
        "'matches', '^a.b$'": "underscore letter backslash",
        "'matches', '[0-9]+[.]0'": "7.0",
        "'matches', '^ÆR', ignore_case=true": "danish",
        "'matches', \"'\"": "quote two-quotes",
        "'matches', 'a\\\\\\\\b'": "backslash",
        "'matches', '[{]'": "braces block comment",
        # A text that looks like a number is one; 007 and 1e1 do not.
        "'more than', 6": "7 7.0",
        "'at least', 7.00": "7 7.0",
        "'less than', 7": "-0",
        "'at most', 7": "7 7.0 -0",
        "'within', [0, 7]": "7 7.0 -0",
        "'within', [6.5, 6.9]": "",
    },
)

# Numbers, of a column that holds them; missing is less than nothing.
LIMITS = {"zero": 0, "below": "49.99", "fifty": 50, "above": "50.01", "missing": None}
customers("number", "account_limit", LIMITS)
cases(
    "number",
    "field('customer.account_limit', {})",
    {
        "'is', 50": "fifty",
        "'is', 50.000": "fifty",
        "'is', 50.005": "",
        "'is one of', [50, 49.990]": "below fifty",
        "'has all of', [50, 50.0]": "fifty",
        "'more than', 50": "above",
        "'more than', 50.005": "above",
        "'at least', 50": "fifty above",
        "'less than', 50": "zero below",
        "'less than', 50.0": "zero below",
        "'at most', 50": "zero below fifty",
        "'within', [49.99, 50]": "below fifty",
        "'within', [0, 0]": "zero",
        "'at least', -1": "zero below fifty above",
        "'is set'": "zero below fifty above",
        "'is empty'": "missing",
    },
)
case("number", "not {{ field('customer.account_limit', 'more than', 50) }}", "zero", "below", "fifty", "missing")
case("number", "field('customer.order_count', 'is', 0)", *LIMITS)
case("number", "field('customer.average_order_value', 'is empty')", *LIMITS)

# Yes, no, and never asked.
CONSENTS = {"yes": True, "no": False, "unasked": None}
for name, value in CONSENTS.items():
    customer(f"consent {name}", accepts_email=value, accepts_sms=not value if value is not None else None)
    customer(f"loyal {name}", in_loyalty_scheme=value)
cases(
    "consent",
    "field('customer.accepts_email', {})",
    {
        "'is', true": "yes",
        "'is', 'true'": "yes",
        "'is', 'TRUE'": "yes",
        "'is', false": "no",
        "'is one of', [true, false]": "yes no",
        "'is set'": "yes no",
        "'is empty'": "unasked",
    },
)
case("consent", "not {{ field('customer.accepts_email', 'is', true) }}", "no", "unasked")
case("consent", "accepts_marketing('email')", "yes")
case("consent", "accepts_marketing('sms')", "no")
case("consent", "not {{ accepts_marketing('sms') }}", "yes", "unasked")
case("loyal", "loyalty_member()", "yes")
case("loyal", "not {{ loyalty_member() }}", "no", "unasked")

# Days, as dates of birth are.
BORN = {
    "earlier": "1990-04-30",
    "may-day": "1990-05-01",
    "later": "1990-05-02",
    "thirty": "1996-08-31",
    "today": "2026-08-31",
    "missing": None,
}
customers("born", "birth_date", BORN)
cases(
    "born",
    "field('customer.birth_date', {})",
    {
        "'is', '1990-05-01'": "may-day",
        "'is one of', ['1990-05-01', '1990-05-02']": "may-day later",
        "'on', '1990-05-01'": "may-day",
        "'on', '1990-05-01', time_zone='America/New_York'": "may-day",
        "'before', '1990-05-01'": "earlier",
        "'on or before', '1990-05-01'": "earlier may-day",
        "'after', '1990-05-01'": "later thirty today",
        "'on or after', '1990-05-01'": "may-day later thirty today",
        # A day is the moment at which it begins, where it is compared with moments.
        "'at', '1990-05-01 00:00'": "may-day",
        "'before', '1990-05-01 00:00'": "earlier",
        "'on or before', '1990-05-01T00:00:00'": "earlier may-day",
        "'before', '1990-05-01 00:00:01'": "earlier may-day",
        "'after', '1990-05-01 00:00'": "later thirty today",
        "'in', {'between': ['1990-05-01', '1990-05-02']}": "may-day later",
        "'in', {'between': ['after 1990-05-01', 'before 1996-08-31']}": "later",
        "'in', {'between': [none, '1990-05-01'], 'time_zone': 'Asia/Tokyo'}": "earlier may-day",
        "'in', {'last': '30 years'}": "today",
        "'in', {'before': '30 years'}": "earlier may-day later thirty",
        "'in', {'period': 'today'}": "today",
        "'in', {'period': 'this month'}": "today",
        "'before', 'now'": "earlier may-day later thirty today",
        "'after', '1 day ago'": "today",
        "'is set'": "earlier may-day later thirty today",
        "'is empty'": "missing",
    },
)
case("born", "not {{ field('customer.birth_date', 'on or after', '1990-05-01') }}", "earlier", "missing")

# Moments, of a column that may be empty.
SEEN = {"30th": beside("2026-04-30 22:00:00"), "1st": "2026-04-30 22:00:00", "noon": "2026-05-01 10:00:00.25"}
customers("seen", "last_login_at", SEEN | {"2nd": "2026-05-01 22:00:00", "missing": None})
cases(
    "seen",
    "field('customer.last_login_at', {})",
    {
        "'before', '2026-05-01'": "30th",
        "'on or before', '2026-05-01'": "30th 1st noon",
        "'after', '2026-05-01'": "2nd",
        "'on or after', '2026-05-01'": "1st noon 2nd",
        "'on', '2026-05-01'": "1st noon",
        "'on', '2026-05-01', time_zone='UTC'": "noon 2nd",
        "'on', '2026-05-01 23:59'": "1st noon",
        "'at', '2026-05-01 12:00:00'": "noon",
        "'at', '2026-05-01T12:00:00.9'": "noon",
        "'at', '2026-05-01 12:00:01'": "",
        "'is', '2026-05-01'": "1st noon",
        "'before', '2026-05-01T12:00:00.25'": "30th 1st",
        "'on or before', '2026-05-01T10:00:00.25Z'": "30th 1st noon",
        "'in', {'between': ['2026-05-01', '2026-05-01']}": "1st noon",
        "'in', {'last': '122 days'}": "2nd",
        "'in', {'period': '122 days ago'}": "1st noon",
        "'in', {'period': '122 days ago', 'time_zone': 'UTC'}": "noon 2nd",
        "'in', {'period': '122 days ago'}, time_zone='UTC'": "noon 2nd",
        "'after', '122 days ago'": "2nd",
        "'before', '2 days ahead'": "30th 1st noon 2nd",
        "'is set'": "30th 1st noon 2nd",
        "'is empty'": "missing",
    },
)
case("seen", "not {{ field('customer.last_login_at', 'after', '2026-05-01') }}", "30th", "1st", "noon", "missing")


def profile(customer_id: str, field: str, *values: Any, set_at: str | None = LONG_AGO) -> None:
    for value in values:
        row("profile_field_values", customer_id=customer_id, field=field, value=value, set_at=set_at)


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

# Dates and moments in a profile, by the shop's clock; what is no ISO date is none.
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

# One number is dialled in many ways; without a code it is of the customer's country, else of the shop's.
PHONES = {
    "plain": "12 34 56 78",
    "full": "+45 12-34-56-78",
    "zeros": "0045 12345678",
    "trunk": "012345678",
    "code": "45 12 34 56 78",
    "abroad": "+1 (412) 345-0678",
    "longer": "12 34 56 789",
    "text": "none",
    "missing": None,
}
customers("phone", "phone", PHONES)
FOREIGN = ("swede", "italian", "norwegian")
customer("phone swede", phone="070-123 45 67", country="SE")
customer("phone italian", phone="06 6982 1234", country="IT")
customer("phone norwegian", phone="12345678", country="NO")
cases(
    "phone",
    "field('customer.phone', {})",
    {
        "'is phone', '12345678'": "plain full zeros trunk code",
        "'is phone', '+45 1234 5678'": "plain full zeros trunk code",
        "'is phone', '0045-12345678'": "plain full zeros trunk code",
        "'is phone', '(0) 1234 5678'": "plain full zeros trunk code",
        "'is phone', '45 12345678'": "plain full zeros trunk code",
        "'is phone', '+1 412 345 0678'": "abroad",
        "'is phone', '+46 701234567'": "swede",
        "'is phone', '+39 06 69821234'": "italian",
        "'like phone', '+47%'": "norwegian",
        "'like phone', '12 34%'": "plain full zeros trunk code",
        "'like phone', '0045 12%'": "plain full zeros trunk code",
        "'like phone', '12__5678'": "plain full zeros trunk code",
        "'like phone', '+1%'": "abroad",
        "'like phone', '%678'": "plain full zeros trunk code norwegian abroad",
    },
)
case(
    "phone",
    "not {{ field('customer.phone', 'is phone', '12345678') }}",
    "abroad",
    "longer",
    "text",
    "missing",
    *FOREIGN,
)

# Blanks are no address and no number.
customers("mail", "email", {"given": "a@b.dk", "blank": "  ", "missing": None})
customers("call", "phone", {"given": "12345678", "blank": "  ", "missing": None})
case("mail", "has_email()", "given")
case("mail", "not {{ has_email() }}", "blank", "missing")
case("call", "has_phone()", "given")
case("call", "not {{ has_phone() }}", "blank", "missing")

customers("gender", "gender", {"small": "female", "capital": "FEMALE", "other": "male", "missing": None})
case("gender", "gender('Female')", "small", "capital")
case("gender", "gender(['x', 'MALE'])", "other")
case("gender", "not {{ gender('female') }}", "other", "missing")

# Postcodes are texts, with blanks and letters; only a star at the end stands for others.
POSTCODES = {
    "plain": "2100",
    "blank": "21 00",
    "longer": "21000",
    "zero": "0800",
    "london": "sw1a 1AA",
    "missing": None,
}
customers("postcode", "postcode", POSTCODES | {"sign": "2_00"})
cases(
    "postcode",
    "postcode({})",
    {
        "'2100'": "plain blank",
        "2100": "plain blank",
        "['2100', '0800']": "plain blank zero",
        "'800'": "",
        "'SW1A1AA'": "london",
        "'21*'": "plain blank longer",
        "['SW*', '08*']": "london zero",
        "'2 1*'": "plain blank longer",
        "'2_00'": "sign",
        "'2_*'": "sign",
        "'21%'": "",
    },
)
case("postcode", "postcode(['nowhere', '2100', 'sw1a*'])", "plain", "blank", "london")
case("postcode", "not {{ postcode('21*') }}", "zero", "london", "missing", "sign")

# Birthdays fall on calendar days, whatever the year; ages are completed on them.
BIRTHDAYS = {
    "today": "1990-08-31",
    "yesterday": "1990-08-30",
    "tomorrow": "1990-09-01",
    "sunday": "1990-09-06",
    "in-a-week": "1990-09-07",
    "in-8-days": "1990-09-08",
    "1st": "1990-08-01",
    "july": "1990-07-31",
    "new-year": "1990-01-01",
    "silvester": "1990-12-31",
    "newborn": "2026-08-31",
    "leap": "2000-02-29",
    "missing": None,
}
customers("birthday", "birth_date", BIRTHDAYS)
cases(
    "birthday",
    "birthday({})",
    {
        "'today'": "today newborn",
        "'tomorrow'": "tomorrow",
        "'yesterday'": "yesterday",
        "'this week'": "today newborn tomorrow sunday",
        "'next week'": "in-a-week in-8-days",
        "'last week'": "yesterday",
        "'this month'": "today newborn yesterday 1st",
        "'next month'": "tomorrow sunday in-a-week in-8-days",
        "'last month'": "july",
        "'next 0 days'": "today newborn",
        "'next 1 day'": "today newborn tomorrow",
        "'next 7 days'": "today newborn tomorrow sunday in-a-week",
        # Over the end of the year.
        "'next 122 days'": "today newborn tomorrow sunday in-a-week in-8-days silvester",
        "'next 123 days'": "today newborn tomorrow sunday in-a-week in-8-days silvester new-year",
        # To 27 and to 28 February of a common year.
        "'next 180 days'": "today newborn tomorrow sunday in-a-week in-8-days silvester new-year",
        "'next 181 days'": "today newborn tomorrow sunday in-a-week in-8-days silvester new-year leap",
        "'next 365 days'": " ".join(BIRTHDAYS.keys() - {"missing"}),
        "'this year'": " ".join(BIRTHDAYS.keys() - {"missing"}),
    },
)
case("birthday", "not {{ birthday('this year') }}", "missing")
cases(
    "birthday",
    "field('customer.birth_date', 'anniversary'{})",
    {
        "": "today newborn",
        ", 0": "today newborn",
        ", 1": "tomorrow",
        ", -1": "yesterday",
        ", 123": "new-year",
        ", -243": "silvester",
    },
)
THIRTY_SIX = "today yesterday 1st july new-year"
cases(
    "birthday",
    "age({})",
    {
        "'exactly', 36": THIRTY_SIX,
        "'=', 36": THIRTY_SIX,
        "'exactly', 35": "tomorrow sunday in-a-week in-8-days silvester",
        "'more than', 35": THIRTY_SIX,
        "'at least', 36": THIRTY_SIX,
        "'less than', 1": "newborn",
        "'at most', 26": "newborn leap",
        "'within', [26, 35]": "tomorrow sunday in-a-week in-8-days silvester leap",
        "'one of', [0, 26]": "newborn leap",
    },
)
case("birthday", "not {{ age('at least', 1) }}", "newborn", "missing")
cases(
    "birthday",
    "field('customer.birth_date', {}, derive='age_years')",
    {
        "'is', 36": THIRTY_SIX,
        "'is one of', [0, 26]": "newborn leap",
        "'more than', 35": THIRTY_SIX,
        "'at least', 36": THIRTY_SIX,
        "'less than', 1": "newborn",
        "'at most', 26": "newborn leap",
        "'within', [0, 26]": "newborn leap",
    },
)
# An anniversary of a moment is by the clock of the condition; a date in a profile has an age.
customers("since", "created_at", {"night": "2024-08-30 22:30:00", "noon": "2024-08-31 10:00:00"})
case("since", "field('customer.created_at', 'anniversary')", "night", "noon")
case("since", "field('customer.created_at', 'anniversary', time_zone='UTC')", "noon")
case("since", "field('customer.created_at', 'anniversary', -1, time_zone='UTC')", "night")
case("since", "field('customer.created_at', 'is', 2, derive='age_years')", "night", "noon")
profile("since noon", "child", "2020-08-31")
profile("since night", "child", "2020-09-01")
case("since", "field('profile.child', 'is', 6, derive='age_years')", "noon")
case("since", "field('profile.child', 'anniversary', 1)", "night")

# Balances are sums of ledgers at as_of; without entries they are nothing.
for name in ("none", "fifty", "overdrawn", "later"):
    customer(f"ledger {name}")
for table, kind in (("store_credit", {}), ("account_entries", {"kind": "sale"})):
    for number, (name, amount, at) in enumerate(
        [
            ("fifty", "60.10", LONG_AGO),
            ("fifty", "-10.10", AS_OF),
            ("overdrawn", "-0.01", LONG_AGO),
            ("later", 50, LATER),
        ]
    ):
        row(table, entry_id=str(number), customer_id=f"ledger {name}", amount=amount, occurred_at=at, **kind)
for name in ("store_credit", "account_balance"):
    cases(
        "ledger",
        f"{name}({{}})",
        {
            "'exactly', 50": "fifty",
            "'more than', 50": "",
            "'at least', 50": "fifty",
            "'less than', 50": "none overdrawn later",
            "'at most', 0": "none overdrawn later",
            "'less than', 0": "overdrawn",
            "'within', [0, 50]": "none fifty later",
            "'one of', [0, 50.00]": "none fifty later",
        },
    )
    case("ledger", f"field('customer.{name}', 'is', -0.01)", "overdrawn")

# On the wishlist now: added and not removed by as_of.
WISHES: dict[str, list[tuple[str, str, str | None]]] = {
    "there": [("hat", LONG_AGO, None)],
    "just added": [("hat", AS_OF, None)],
    "later": [("hat", LATER, None)],
    "removed": [("hat", LONG_AGO, "2026-01-01 12:00:00")],
    "just removed": [("hat", LONG_AGO, AS_OF)],
    "to be removed": [("hat", LONG_AGO, LATER)],
    "added again": [("hat", LONG_AGO, "2026-01-01 12:00:00"), ("hat", "2026-02-01 12:00:00", None)],
    "other": [("shoe", LONG_AGO, None)],
}
for name, wishes in WISHES.items():
    customer(f"wish {name}")
    for product, added, removed in wishes:
        row("wishlist_items", customer_id=f"wish {name}", product_id=product, added_at=added, removed_at=removed)
HAT = ("there", "just added", "to be removed", "added again")
case("wish", "wishlist_contains('hat')", *HAT)
case("wish", "wishlist_contains(['hat', 'shoe'])", *HAT, "other")
case("wish", "not {{ wishlist_contains('hat') }}", "later", "removed", "just removed", "other")

# The newest action on a list counts; at the same moment unsubscribing wins; silence is the default.
IN, OUT = "subscribed", "unsubscribed"
NEWS: dict[str, list[tuple[str, str]]] = {
    "in": [(OUT, "2026-01-01 12:00:00"), (IN, "2026-08-01 12:00:00")],
    "out": [(IN, "2026-08-01 12:00:00"), (OUT, beside("2026-08-01 12:00:00", 1))],
    "tie": [(IN, "2026-08-01 12:00:00"), (OUT, "2026-08-01 12:00:00")],
    "renewed": [(IN, "2026-01-01 12:00:00"), (IN, "2026-08-02 12:00:00")],
    "old": [(IN, beside("2026-08-01 12:00:00"))],
    "later": [(IN, LONG_AGO), (OUT, LATER)],
    "silent": [],
}
for name, actions in NEWS.items():
    customer(f"list {name}")
    for action, at in actions:
        row("list_subscriptions", list="news", customer_id=f"list {name}", action=action, at=at)
row("list_subscriptions", list="News", customer_id="list silent", action=IN, at=LONG_AGO)
cases(
    "list",
    "on_list('news'{})",
    {
        "": "in renewed old later",
        ", state='subscribed'": "in renewed old later",
        ", default='subscribed'": "in renewed old later silent",
        ", state='unsubscribed'": "out tie silent",
        ", state='unsubscribed', default='subscribed'": "out tie",
        ", last='30 days'": "in",
        ", before='30 days'": "renewed old later",
        ", state='unsubscribed', last='30 days'": "out tie",
        ", default='subscribed', last='30 days'": "in",
        ", between=['2026-08-02', '2026-08-02']": "",
        ", period='last year'": "later",
    },
)
case("list", "not {{ on_list('news') }}", "out", "tie", "silent")
case("list", "on_list('unheard of', default='subscribed')", *NEWS)

# Members of another group tonight, those added and removed by hand included.
GROUPS = {
    "regulars": "select customer_id from {{ ref('customers') }} where city = 'Regular'",
    "friends": "select customer_id from {{ ref('customers') }} where {{ added_by_hand() }}",
}
Entries = list[tuple[str, str, str | None]]
HANDS: dict[str, Entries] = {
    "regular": [],
    "removed": [("remove", LONG_AGO, None)],
    "removed later": [("remove", LATER, None)],
    "removed for a while": [("remove", LONG_AGO, "2026-01-01 12:00:00")],
    "back": [("remove", LONG_AGO, None), ("add", AS_OF, None)],
}
ADDED: dict[str, Entries] = {
    "added": [("add", LONG_AGO, None)],
    "added till now": [("add", LONG_AGO, AS_OF)],
    "added for longer": [("add", LONG_AGO, LATER)],
    "gone again": [("add", LONG_AGO, None), ("remove", AS_OF, None)],
    "nobody": [],
}
for name, entries in (HANDS | ADDED).items():
    customer(f"member {name}", city="Regular" if name in HANDS else "Elsewhere")
    for action, at, end in entries:
        entry = {"customer_id": f"member {name}", "action": action, "entered_at": at, "expires_at": end}
        row("manual_members", group_key="regulars", entered_by="mia", **entry)
row("manual_members", group_key="friends", customer_id="member nobody", action="add", entered_at=LONG_AGO)
REGULARS = ("regular", "removed later", "removed for a while", "back", "added", "added for longer")
case("member", "in_group('regulars')", *REGULARS)
case("member", "not {{ in_group('regulars') }}", "removed", "added till now", "gone again", "nobody")
case("member", "in_group('friends')", "nobody")
case("member", "{{ in_group('regulars') }} and city = 'Elsewhere'", "added", "added for longer")
case("member", "added_by_hand('regulars')", "back", "added", "added for longer")
case("member", "added_by_hand('friends')", "nobody")

# A code word is the first of a text message, from a phone that is the customer's alone.
SENDERS = {
    "first": "71000001",
    "capital": "+45 71 00 00 02",
    "second": "71000003",
    "longer": "71000004",
    "later": "71000005",
}
customers("sms", "phone", SENDERS | {"shared": "71000006", "also": "0045 71000006", "missing": None})
for number, (phone, text, at) in enumerate(
    [
        ("004571000001", " club please", LONG_AGO),
        ("71 00 00 02", "CLUB", AS_OF),
        ("71000003", "the club", LONG_AGO),
        ("71000004", "clubs", LONG_AGO),
        ("71000005", "club", LATER),
        ("71000006", "club", LONG_AGO),
        ("79999999", "club", LONG_AGO),
    ]
):
    row("sms_messages", message_id=str(number), phone=phone, text=text, received_at=at)
case("sms", "sms_code_sent('Club')", "first", "capital")
case("sms", "sms_code_sent(['clubs', 'the'])", "longer", "second")
case("sms", "not {{ sms_code_sent('club') }}", "second", "longer", "later", "shared", "also", "missing")

# Ten have orders that count. By sum: a, b and c alike, d to j. By number: j 5, i 4, h 3, the others 1. By the last
# order: j newest, f and g alike, a oldest.
SUMS = {"a": 100, "b": 90, "c": 90, "d": 80, "e": 70, "f": 60, "g": 50, "h": 40, "i": 30, "j": 20}
NUMBERS = {"h": 3, "i": 4, "j": 5}
for day, (name, total) in enumerate(SUMS.items(), 1):
    customer(f"rank {name}")
    times = NUMBERS.get(name, 1)
    last = f"2026-01-{7 if name == 'f' else day:02} 12:00:00"
    for _ in range(times - 1):
        order(f"rank {name}", "2025-06-01 12:00:00", "0", source="web")
    order(f"rank {name}", last, str(total), source="app" if name in "jb" else "web", points=day)
customer("rank none")
customer("rank uncounted")
order("rank uncounted", "2026-01-20 12:00:00", "1000", status="pending")
order("a stranger", "2026-01-20 12:00:00", "1000")
order(None, "2026-01-20 12:00:00", "1000")
cases(
    "rank",
    "rfm_score({})",
    {
        "'monetary', 'exactly', 5": "a b",
        "'monetary', 'exactly', 4": "c d",
        "'monetary', 'exactly', 1": "i j",
        "'monetary', 'at least', 4": "a b c d",
        "'monetary', 'within', [2, 3]": "e f g h",
        "'frequency', 'exactly', 5": "i j",
        "'frequency', 'exactly', 4": "a h",
        "'frequency', 'at most', 1": "f g",
        "'recency', 'exactly', 5": "i j",
        "'recency', 'exactly', 4": "f h",
        "'recency', 'exactly', 3": "e g",
        "'recency', 'one of', [1, 5]": "a b i j",
        "'recency', 'at least', 1": " ".join(SUMS),
    },
)
case("rank", "not {{ rfm_score('recency', 'at least', 1) }}", "none", "uncounted")
cases(
    "rank",
    "top_customers({})",
    {
        "1": "a",
        "2": "a b",
        "100": " ".join(SUMS),
        "'10 %'": "a",
        "'10.1 %'": "a b",
        "'0.5 %'": "a",
        "'100 %'": " ".join(SUMS),
        "4, by='number_of_orders'": "j i h a",
        "'30 %', by='number_of_orders'": "j i h",
        "1, source='app'": "b",
        "'51 %', source='app'": "b j",
        "2, between=['2026-01-08', none]": "h i",
        "2, by='number_of_orders', between=['2026-01-08', none]": "h i",
        "1, where=field('order.amount', 'less than', 100)": "b",
        "3, last='1 month'": "",
    },
)
case("rank", "not {{ top_customers(100) }}", "none", "uncounted")
cases(
    "rank",
    "rank_band({})",
    {
        "0, [0.1, 0.2]": "a",
        "1, [0.1, 0.2]": "b c",
        "2, [0.1, 0.2]": "d e f g h i j",
        "0, [0.11]": "a b",
        "0, [0.2]": "a b",
        "1, [0.15, 0.15]": "c d",
        "0, [0.3, 0.7]": "a b c",
        "1, [0.3, 0.7]": "d e f g h i j",
        "0, [1]": " ".join(SUMS),
        "1, [1]": "",
        "0, [0.1], field='points'": "j",
        "0, [0.5], where=\"source = 'app'\"": "b",
        "1, [0.5], between=['2026-01-09', none]": "j",
        "0, [0.5], of='reviews', field='rating'": "d",
        "1, [0.5], of='reviews', field='rating'": "c",
    },
)
# Two small ratings come to more than a great one.
for number, (name, rating) in enumerate((("c", 5), ("d", 4), ("d", 4))):
    row("reviews", review_id=str(number), customer_id=f"rank {name}", reviewed_at=LONG_AGO, rating=rating)

# By condition: the name that the error has to give besides the file, and what it says is wrong.
BROKEN: dict[str, tuple[str, str]] = {
    **{
        f"field('customer.phone', 'is phone', '{text}')": (
            "field('customer.phone')",
            f"'{text}' is not a possible phone number",
        )
        for text in ("2030", "070-123 45 67")
    },
    "field('customer.shoe_size', 'is', 42)": ("field('customer.shoe_size')", "customers has no column shoe_size"),
    "field('shoe_size', 'is', 42)": ("field('shoe_size')", "a field is named by what it is of"),
    "field('guest.city', 'is', 'Aarhus')": ("field('guest.city')", "guest"),
    "field('customer.city', 'equals', 'Aarhus')": ("field('customer.city')", "unknown operator 'equals'"),
    "field('customer.city', 'is not', 'Aarhus')": ("field('customer.city')", "unknown operator 'is not'"),
    "field('customer.city', none, 'Aarhus')": ("field('customer.city')", "unknown operator"),
    "field('customer.city', 'is')": ("field('customer.city')", "needs one value"),
    "field('customer.city', 'is', none)": ("field('customer.city')", "needs one value"),
    "field('customer.city', 'is', {'last': '1 day'})": ("field('customer.city')", "needs one value"),
    "field('customer.city', 'contains', ['a'])": ("field('customer.city')", "needs"),
    "field('customer.city', 'is one of', 'Aarhus')": ("field('customer.city')", "list"),
    "field('customer.city', 'is one of', [])": ("field('customer.city')", "list"),
    "field('customer.city', 'has all of', [])": ("field('customer.city')", "list"),
    "field('customer.city', 'is one of', ['Aarhus', none])": ("field('customer.city')", "'None' in a list"),
    "field('customer.city', 'is one of', [['Aarhus']])": ("field('customer.city')", "in a list"),
    "field('profile.size', 'has all of', [none])": ("field('profile.size')", "'None' in a list"),
    "field('customer.city', 'in tree', 'Shoes')": ("field('customer.city')", "in tree"),
    "field('customer.city', 'more than', 'Aarhus')": ("field('customer.city')", "'Aarhus' is not a number"),
    "field('customer.city', 'within', [1])": ("field('customer.city')", "both ends"),
    "field('customer.city', 'within', [2, 1])": ("field('customer.city')", "no number lies within"),
    "field('customer.account_limit', 'more than', 'a lot')": (
        "field('customer.account_limit')",
        "'a lot' is not a number",
    ),
    "field('customer.account_limit', 'before', '2026-01-01')": (
        "field('customer.account_limit')",
        "'before' does not compare a number",
    ),
    "field('customer.account_limit', 'in', {'last': '1 day'})": (
        "field('customer.account_limit')",
        "'in' does not compare a number",
    ),
    "field('customer.account_limit', 'anniversary')": ("field('customer.account_limit')", "number"),
    "field('customer.account_limit', 'is', '050')": ("field('customer.account_limit')", "'050' is not a number"),
    "field('customer.account_limit', 'is one of', [1, 'x'])": (
        "field('customer.account_limit')",
        "'x' is not a number",
    ),
    "field('customer.accepts_email', 'is', 1)": ("field('customer.accepts_email')", "'1' is neither true nor false"),
    "field('customer.accepts_email', 'more than', 0)": ("field('customer.accepts_email')", "boolean"),
    "field('customer.accepts_email', 'before', '2026-01-01')": ("field('customer.accepts_email')", "boolean"),
    "field('customer.birth_date', 'more than', 18)": (
        "field('customer.birth_date')",
        "'more than' does not compare a date",
    ),
    "field('customer.birth_date', 'before', 'yesterday')": (
        "field('customer.birth_date')",
        "'yesterday' is not a date",
    ),
    "field('customer.birth_date', 'before', '1990-02-29')": (
        "field('customer.birth_date')",
        "'1990-02-29' is not a date",
    ),
    "field('customer.birth_date', 'is', 'soon')": ("field('customer.birth_date')", "'soon' is not a date"),
    "field('customer.birth_date', 'in', {'until': '1 day'})": (
        "field('customer.birth_date')",
        "unknown window 'until'",
    ),
    "field('customer.birth_date', 'in', {'last': '1 day', 'until': '1 day'})": (
        "field('customer.birth_date')",
        "unknown window 'until'",
    ),
    "field('customer.birth_date', 'in', {'last': '1 day', 'period': 'today'})": (
        "field('customer.birth_date')",
        "more than one window",
    ),
    "field('customer.birth_date', 'in', {'between': ['2026-01-01']})": (
        "field('customer.birth_date')",
        "needs two ends",
    ),
    "field('customer.birth_date', 'in', '1 day')": ("field('customer.birth_date')", "'in' needs a window"),
    "field('customer.birth_date', 'on', '1990-05-01', time_zone='Mars/Base')": (
        "field('customer.birth_date')",
        "unknown time zone 'Mars/Base'",
    ),
    "field('customer.birth_date', 'anniversary', 'soon')": ("field('customer.birth_date')", "'soon'"),
    "field('customer.birth_date', 'is', 36, derive='age')": ("field('customer.birth_date')", "'age'"),
    "field('customer.birth_date', 'is', 'old', derive='age_years')": ("field('customer.birth_date')", "'old'"),
    "field('customer.account_limit', 'is', 36, derive='age_years')": ("field('customer.account_limit')", "number"),
    "age('at least', 'adult')": ("age", "'adult' is not a number"),
    "age('at least', -1)": ("age", "'-1' is not a number"),
    "age('older than', 18)": ("age", "unknown operator 'older than'"),
    "birthday('soon')": ("birthday", "'soon'"),
    "birthday('next 7 moons')": ("birthday", "'next 7 moons'"),
    "accepts_marketing('fax')": ("accepts_marketing", "unknown channel 'fax'"),
    "gender([])": ("gender", "an empty list"),
    "postcode([])": ("postcode", "an empty list"),
    "wishlist_contains([])": ("wishlist_contains", "an empty list"),
    "sms_code_sent([])": ("sms_code_sent", "an empty list"),
    "country(none)": ("country", "an empty list"),
    "city(['Aarhus'], country='')": ("city", "without a country"),
    "on_list('news', state='maybe')": ("on_list", "'maybe'"),
    "on_list('news', default='maybe')": ("on_list", "'maybe'"),
    "on_list('news', last='1 day', before='1 day')": ("on_list", "more than one window"),
    "in_group('no_such_group')": ("in_group", "no_such_group"),
    "store_credit('more than', 'much')": ("store_credit", "'much' is not a number"),
    "account_balance('within', 5)": ("account_balance", "needs both ends"),
    "unused_points('few', 5)": ("unused_points", "unknown operator 'few'"),
    "rfm_score('loyalty', 'exactly', 5)": ("rfm_score", "unknown part 'loyalty'"),
    "rfm_score('recency', 'exactly', 'best')": ("rfm_score", "'best' is not a number"),
    "top_customers('some')": ("top_customers", "'some'"),
    "top_customers('ten %')": ("top_customers", "'ten %'"),
    "top_customers('101 %')": ("top_customers", "'101 %'"),
    "top_customers('0 %')": ("top_customers", "'0 %'"),
    "top_customers(0)": ("top_customers", "'0'"),
    "top_customers(-1)": ("top_customers", "'-1'"),
    "top_customers(1.5)": ("top_customers", "'1.5'"),
    "top_customers(10, by='luck')": ("top_customers", "customers are not ranked by"),
    "rank_band(0, [])": ("rank_band", "share"),
    "rank_band(0, 0.1)": ("rank_band", "share"),
    "rank_band(0, [1.1])": ("rank_band", "1.1"),
    "rank_band(0, [-0.1])": ("rank_band", "-0.1"),
    "rank_band(0, ['a tenth'])": ("rank_band", "a tenth"),
    "rank_band(0, [0])": ("rank_band", "'0' is no share"),
    "rank_band(-1, [0.1])": ("rank_band", "-1"),
    "rank_band(3, [0.1, 0.2])": ("rank_band", "there is no band 3"),
    "rank_band(0, [0.1], of='purchases')": ("rank_band", "unknown records 'purchases'"),
    "rank_band(0, [0.1], field='price')": ("rank_band", "price"),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return shop.build(tmp_path_factory.mktemp("conditions"), groups=GROUPS, broken=BROKEN)


@pytest.mark.parametrize("case", shop.cases, ids=str)
def test_a_condition_selects_exactly_these_customers(built: Built, case: Case) -> None:
    assert (built.members[case], built.undecided[case]) == (case.members, frozenset())


@pytest.mark.parametrize("topic", {case.topic: None for case in shop.cases})
def test_conditions_that_share_a_group_select_what_each_selects(built: Built, topic: str) -> None:
    assert built.together[topic] == frozenset().union(*(case.members for case in shop.cases if case.topic == topic))


@pytest.mark.parametrize("condition", BROKEN)
def test_a_wrong_condition_is_refused_by_file_name_and_mend(built: Built, condition: str) -> None:
    assert_refused(built, condition, *BROKEN[condition])
