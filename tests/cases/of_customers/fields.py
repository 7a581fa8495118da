"""Fields of a customer: texts, numbers, yes and no, days, moments and phone numbers."""

from tests.conditions import Conditions, beside

shop = Conditions("fields")
customer, customers, case, cases = shop.customer, shop.customers, shop.case, shop.cases_of

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
