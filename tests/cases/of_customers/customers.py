"""Customers: e-mail and phone, gender, postcode, birthdays and age."""

from tests.conditions import Conditions

shop = Conditions("customers")
customers, profile, case, cases = shop.customers, shop.profile, shop.case, shop.cases_of

# Blanks are neither an address nor a number.
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
