"""Every condition at its edges, run on DuckDB: each case is a group, and one build makes all of them.

Cases share a shop, but a case is only about the customers that it names first: those whose id begins with its
topic. Ids say what is special about a customer; data that do not matter to a case are left out.
"""

import os
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from unittest.mock import patch

import duckdb
import pytest
import yaml

from orchestration.dbt import Dbt
from orchestration.landing.contract import Contract
from orchestration.landing.load import land
from orchestration.settings import Home, Project, Settings
from tests.shop import PROJECT, Shop

AS_OF = "2026-08-31T12:00:00Z"
SHOP = {
    "time_zone": "Europe/Copenhagen",
    "counted_statuses": ["delivered"],
    "cancelled_statuses": ["cancelled", "canceled"],
    "order_maturity_hours": 24,
}
LONG_AGO, LATER = "2025-12-01 12:00:00", "2026-08-31 12:00:01"

Row = dict[str, Any]
TABLES: dict[str, list[Row]] = defaultdict(list)


def customer(customer_id: str, **columns: Any) -> None:
    TABLES["customers"].append({"customer_id": customer_id, "created_at": "2024-01-01 00:00:00", **columns})


def order(customer_id: str | None, at: str = LONG_AGO, amount: str = "100", lines: str = "", **columns: Any) -> None:
    """An order that counts, unless `status` says otherwise; `lines` are product ids with blanks between."""
    order_id = f"order-{len(TABLES['orders'])}"
    TABLES["orders"].append(
        {
            "order_id": order_id,
            "customer_id": customer_id,
            "ordered_at": at,
            "status": "delivered",
            "total_amount": amount,
        }
        | columns
    )
    for number, product_id in enumerate(lines.split()):
        line = {"order_id": order_id, "line_number": number, "product_id": product_id, "quantity": 1}
        TABLES["order_lines"].append(line)


@dataclass(frozen=True)
class Case:
    topic: str
    condition: str
    members: frozenset[str]

    def __str__(self) -> str:
        return f"{self.topic}: {self.condition}"


CASES: list[Case] = []


def case(topic: str, condition: str, *members: str) -> None:
    CASES.append(Case(topic, condition, frozenset(members)))


# An order without a customer, and one of somebody who is none, must not disturb any case, least of all a `not in`.
order(None, amount="55")
order("a stranger", amount="55")

# Amounts and counts, over a lifetime and through a window that holds everything: the same customers either way.
for name in ("nothing", "less", "exact", "more", "refunded", "cancelled"):
    customer(f"amount {name}")
order("amount less", amount="49.99")
order("amount exact", amount="20.00")
order("amount exact", amount="30.00")
order("amount more", amount="50.01")
order("amount refunded", amount="80", status="refunded")
order("amount cancelled", amount="80", status="Canceled")
NONE_COUNTS = ("nothing", "refunded", "cancelled")
for window in ("", ", last='2 years'", ", between=['2025-01-01', '2026-01-01']", ", before='1 month'"):
    case("amount", f"total_purchases('more than', 50{window})", "more")
    case("amount", f"total_purchases('at least', 50{window})", "exact", "more")
    case("amount", f"total_purchases('less than', 50{window})", "less", *NONE_COUNTS)
    case("amount", f"total_purchases('at most', 50{window})", "less", "exact", *NONE_COUNTS)
    case("amount", f"total_purchases('exactly', 50{window})", "exact")
    case("amount", f"total_purchases('exactly', 0{window})", *NONE_COUNTS)
    case("amount", f"total_purchases('within', [49.99, 50]{window})", "less", "exact")
    case("amount", f"total_purchases('within', [0, 49.99]{window})", "less", *NONE_COUNTS)
    case("amount", f"not {{{{ total_purchases('more than', 50{window}) }}}}", "less", "exact", *NONE_COUNTS)
    case("amount", f"number_of_orders('exactly', 0{window})", *NONE_COUNTS)
    case("amount", f"number_of_orders('at most', 1{window})", "less", "more", *NONE_COUNTS)
    case("amount", f"number_of_orders('less than', 1{window})", *NONE_COUNTS)
    case("amount", f"number_of_orders('at least', 1{window})", "less", "exact", "more")
    case("amount", f"number_of_orders('at least', 0{window})", "less", "exact", "more", *NONE_COUNTS)
    case("amount", f"number_of_orders('exactly', 2{window})", "exact")
    case("amount", f"number_of_orders('within', [1, 2]{window})", "less", "exact", "more")
    case("amount", f"no_orders({window.removeprefix(', ')})", *NONE_COUNTS)
    case("amount", f"cancelled_orders('exactly', 1{window})", "cancelled")
    case("amount", f"cancelled_orders('at most', 0{window})", "nothing", "less", "exact", "more", "refunded")
for operator, sign in {"more than": ">", "less than": "<", "at least": ">=", "at most": "<=", "exactly": "="}.items():
    same = next(each for each in CASES if each.condition == f"total_purchases('{operator}', 50)")
    case("amount", f"total_purchases('{sign}', '50')", *same.members)

# Windows are ends included back to exactly that long ago; between leaves its end out.
WINDOW = {
    "inside": "2026-08-01 12:00:00.000001",
    "on the edge": "2026-08-01 12:00:00",
    "outside": "2026-08-01 11:59:59.999999",
}
for name, moment in WINDOW.items():
    customer(f"window {name}", created_at=moment)
    order(f"window {name}", moment)
    order(f"window {name}", moment, status="cancelled")
customer("window never")
for period in ("30 days", "720 hours"):
    case("window", f"number_of_orders('at least', 1, last='{period}')", "inside", "on the edge")
    case("window", f"number_of_orders('exactly', 0, last='{period}')", "outside", "never")
    case("window", f"number_of_orders('at least', 1, before='{period}')", "outside")
    case("window", f"no_orders(before='{period}')", "inside", "on the edge", "never")
    case("window", f"total_purchases('at least', 100, last='{period}')", "inside", "on the edge")
    case("window", f"cancelled_orders('at least', 1, last='{period}')", "inside", "on the edge")
    case("window", f"last_order('within', '{period}')", "inside", "on the edge")
    case("window", f"last_order('not within', '{period}')", "outside")
    case("window", f"not {{{{ last_order('within', '{period}') }}}}", "outside", "never")
    case("window", f"account_created('within', '{period}')", "inside", "on the edge")
    case("window", f"account_created('not within', '{period}')", "outside", "never")

# Cancelled orders have no age to reach, so they show that a window ends at as_of, included.
customer("end at as_of")
customer("end young order")
order("end at as_of", "2026-08-31 12:00:00", status="cancelled")
order("end young order", "2026-08-30 12:00:00")
case("end", "cancelled_orders('exactly', 1, last='1 second')", "at as_of")
case("end", "number_of_orders('at least', 1, last='90 days')")

# Six months before 31 August, 14:00 by the shop's clock, is 28 February, 14:00: an hour later in UTC, since winter.
for name, moment in {"exactly": "2026-02-28 13:00:00", "longer ago": "2026-02-28 12:59:59.999999"}.items():
    customer(f"month {name}")
    order(f"month {name}", moment)
customer("month never")
case("month", "last_order('within', '6 months')", "exactly")
case("month", "last_order('not within', '6 months')", "longer ago")
case("month", "{{ last_order('not within', '6 months') }} or {{ no_orders() }}", "longer ago", "never")
case("month", "number_of_orders('at least', 1, last='6 months')", "exactly")
case("month", "total_purchases('more than', 0, before='6 months')", "longer ago")

# The shop's clock is two hours ahead of UTC in June and one in January.
BETWEEN = {
    "before June": "2026-05-31 21:59:59.999999",
    "start of June": "2026-05-31 22:00:00",
    "end of June": "2026-06-30 21:59:59.999999",
    "start of July": "2026-06-30 22:00:00",
    "start of January": "2025-12-31 23:00:00",
}
for name, moment in BETWEEN.items():
    customer(f"between {name}")
    order(f"between {name}", moment)
case("between", "number_of_orders('at least', 1, between=['2026-06-01', '2026-06-30'])", "start of June", "end of June")
case("between", "no_orders(between=['2026-01-01', '2026-06-30 23:59:59'])", "end of June", "start of July")
case(
    "between",
    "order_source('web', between=['2026-06-01 00:00', '2026-06-01T00:00:01'])",
)
case("between", "total_purchases('at least', 100, between=['2026-01-01', '2026-01-01'])", "start of January")

# On 26 October 2025 the shop's clock passes 02:30 twice, at 00:30 and at 01:30 UTC. The first is meant.
customer("twice first")
customer("twice second")
order("twice first", "2025-10-26 00:30:00")
order("twice second", "2025-10-26 01:30:00")
case("twice", "number_of_orders('at least', 1, between=['2025-10-26 02:30', '2025-10-27'])", "first", "second")
case("twice", "number_of_orders('at least', 1, between=['2025-10-26', '2025-10-26 02:30'])", "first")

# Products and categories. Trail is below Shoes; the category of `odd` is not in the tree.
TABLES["categories"] += [{"category": "Shoes"}, {"category": "Trail", "parent": "Shoes"}, {"category": "Hats"}]
TABLES["products"] += [
    {"product_id": "shoe", "category": "Shoes"},
    {"product_id": "trail", "category": "Trail"},
    {"product_id": "hat", "category": "Hats"},
    {"product_id": "d'or", "category": "Oddments"},
]
for name in ("pair", "apart", "trail", "odd", "uncounted", "never"):
    customer(f"line {name}")
order("line pair", lines="shoe trail", source="app")
order("line apart", lines="shoe", source="web")
order("line apart", lines="hat", source="app")
order("line trail", lines="trail")
order("line odd", lines="d'or")
order("line uncounted", lines="shoe hat", status="pending", source="app")
case("line", "product_purchased('shoe')", "pair", "apart")
case("line", "product_purchased(['hat', 'trail'])", "pair", "apart", "trail")
case("line", """product_purchased("d'or")""", "odd")
case("line", "not {{ product_purchased('shoe') }}", "trail", "odd", "uncounted", "never")
case("line", "product_purchased('shoe', last='30 days')")
case("line", "category_purchased('Shoes')", "pair", "apart", "trail")
case("line", "category_purchased('Trail')", "pair", "trail")
case("line", "category_purchased(['Hats', 'Oddments'])", "apart", "odd")
case("line", "category_purchased('shoes')")
# An order with two lines of the category is one order, and its amount counts once and whole.
case("line", "number_of_orders('at least', 2, category='Shoes')")
case("line", "total_purchases('exactly', 100, category='Shoes')", "pair", "apart", "trail")
case("line", "number_of_orders('exactly', 0, product='shoe')", "trail", "odd", "uncounted", "never")
case("line", "total_purchases('less than', 50, product=['shoe', 'hat'])", "trail", "odd", "uncounted", "never")
# Product and category of one line; product and source of one order.
case("line", "number_of_orders('at least', 1, product='shoe', category='Trail')")
case("line", "number_of_orders('at least', 1, product='hat', source='web')")
case("line", "number_of_orders('at least', 1, product='shoe', source='app')", "pair")
case("line", "order_source('app')", "pair", "apart")
case("line", "order_source(['web', 'phone'])", "apart")
case("line", "not {{ order_source('app') }}", "trail", "odd", "uncounted", "never")
case("line", "number_of_orders('exactly', 0, source='app')", "trail", "odd", "uncounted", "never")

# Points: the balance of the ledger at as_of; no entries are a balance of nothing.
for name in ("none", "fifty", "overdrawn", "later"):
    customer(f"points {name}")
entry = {"kind": "correction", "occurred_at": LONG_AGO}
TABLES["loyalty_points"] += [
    entry | {"entry_id": "1", "customer_id": "points fifty", "points": 60},
    entry | {"entry_id": "2", "customer_id": "points fifty", "points": -10},
    entry | {"entry_id": "3", "customer_id": "points overdrawn", "points": -5},
    entry | {"entry_id": "4", "customer_id": "points later", "points": 50, "occurred_at": LATER},
]
case("points", "unused_points('more than', 49)", "fifty")
case("points", "unused_points('more than', 50)")
case("points", "unused_points('exactly', 0)", "none", "later")
case("points", "unused_points('less than', 1)", "none", "overdrawn", "later")
case("points", "unused_points('within', [0, 50])", "none", "fifty", "later")

# Promo codes.
for name in ("small", "other", "later", "none"):
    customer(f"promo {name}")
TABLES["promo_code_entries"] += [
    {"customer_id": "promo small", "code": "student10", "entered_at": LONG_AGO},
    {"customer_id": "promo other", "code": "STUDENT1", "entered_at": LONG_AGO},
    {"customer_id": "promo later", "code": "STUDENT10", "entered_at": LATER},
]
case("promo", "promo_code_entered('STUDENT10')", "small")
case("promo", "promo_code_entered(['Student1', 'STUDENT10'])", "small", "other")
case("promo", "not {{ promo_code_entered('STUDENT10') }}", "other", "later", "none")

# Cities and countries.
PLACES = {
    "capitals": ("KØBENHAVN", "dk"),
    "abroad": ("København", "SE"),
    "without a city": (None, "DK"),
    "without a country": ("København", None),
    "of the saint": ("Saint-Rémy-d'Or", "FR"),
}
for name, (city, country) in PLACES.items():
    customer(f"place {name}", city=city, country=country)
case("place", "city('København', country='DK')", "capitals")
case("place", "city(['Aarhus', 'københavn'], country='SE')", "abroad")
case("place", """city("saint-rémy-d'or", country='fr')""", "of the saint")
case("place", "not {{ city('København', country='DK') }}", *(PLACES.keys() - {"capitals"}))
case("place", "country('DK')", "capitals", "without a city")
case("place", "country(['se', 'FR'])", "abroad", "of the saint")
case("place", "not {{ country('DK') }}", "abroad", "without a country", "of the saint")
case("place", "auto_member()", *PLACES)

# Conditions that read the same orders, one of them without sums, in one group.
SHARING = (
    "{{ number_of_orders('at least', 1, last='2 years') }} and {{ total_purchases('at least', 50, last='2 years') }}"
    " and not {{ no_orders(last='2 years') }} and {{ average_order_value('less than', 50.01, last='2 years') }}"
    " and not {{ total_purchases('more than', 1000, last='2 years') }}"
)
case("amount", SHARING, "exact")

# Averages: exact, and none without an order that counts.
customer("average half a cent")
customer("average none")
order("average half a cent", amount="1.00")
order("average half a cent", amount="1.01")
case("average", "average_order_value('at least', 1.01)")
case("average", "average_order_value('more than', 1.004)", "half a cent")
case("average", "average_order_value('exactly', 1.005)", "half a cent")
case("average", "average_order_value('exactly', 1.005, last='2 years')", "half a cent")
case("average", "average_order_value('within', [0, 1.01])", "half a cent")
case("average", "not {{ average_order_value('at least', 2) }}", "half a cent", "none")

# Ranks are among customers: orders of somebody who is none take no place.
for name in ("best", "second"):
    customer(f"rank {name}")
order("rank best", amount="20", source="ranked")
order("rank second", amount="10", source="ranked")
order("a stranger", amount="30", source="ranked")
order("another stranger", amount="5", source="ranked")
case("rank", "top_customers(1, source='ranked')", "best")
case("rank", "top_customers('50 %', by='number_of_orders', source='ranked')", "best")
case("rank", "rank_band(0, [0.5], where=\"source = 'ranked'\")", "best")
case("rank", "rank_band(1, [0.5], where=\"source = 'ranked'\")", "second")

# Small letters are the engine's on both sides: Python has others for these two.
customer("letter dotted", city="İstanbul", country="TR")
customer("letter sigma", city="ΑΘΗΝΑΣ", country="GR", gender="ΆΝΔΡΑΣ")
case("letter", "city('İstanbul', country='tr')", "dotted")
case("letter", "city('ΑΘΗΝΑΣ', country='GR')", "sigma")
case("letter", "gender(['ΆΝΔΡΑΣ'])", "sigma")

customer("status dotted")
customer("status other")
order("status dotted", status="İPTAL_edildi")
order("status other", status="pending")
case("status", "order_status('İptal edildi')", "dotted")
case(
    "status",
    "number_of_orders('at least', 1, which='all', where=field('order.status', 'is', 'İPTAL edildi'))",
    "dotted",
)
case("status", "order_status(['Pending', 'lost'])", "other")

# Periods are counted back from as_of; one is a window that leaves its start out.
for name, moment in WINDOW.items():
    customer(f"period {name}")
    order(f"period {name}", moment)
case("period", "active_periods('orders', 'exactly', 1, period='30 days', periods=1)", "inside")
case("period", "active_periods('orders', 'exactly', 1, period='30 days', periods=2)", *WINDOW)

# A window that the nights have not reached, or have left behind, holds nothing; only fixed ends can be the wrong way round.
case("between", "number_of_orders('at least', 1, between=['2027-01-01', 'now'])")
case("between", "number_of_orders('at least', 1, between=['30 days ago', '2026-07-31'])")
case("between", "number_of_orders('at least', 1, between=['184 days ago', '6 months ago'])")
case("between", "no_orders(between=['2027-01-01', 'now'])", *BETWEEN)

# So it is in Ireland, where winter is the exception: on the same day the clock passes 01:30 at 00:30 and at 01:30 UTC.
case(
    "twice",
    "number_of_orders('at least', 1, between=['2025-10-26 01:30', 'now'], time_zone='Europe/Dublin')",
    "first",
    "second",
)
# An hour that the clock skips is read by the offset before: 02:30 on 29 March 2026 is 01:30 UTC.
customer("skipped before")
customer("skipped at")
order("skipped before", "2026-03-29 01:29:59")
order("skipped at", "2026-03-29 01:30:00")
case("skipped", "number_of_orders('at least', 1, between=['2026-03-29 02:30', 'now'])", "at")

# `is` on a moment: that second, or that day of the clock.
customer("moment late", created_at="2026-01-01 22:30:00.5")
customer("moment next day", created_at="2026-01-01 23:00:00")
case("moment", "field('customer.created_at', 'is', '2026-01-01')", "late")
case("moment", "field('customer.created_at', 'is', '2026-01-01 23:30')", "late")
case("moment", "field('customer.created_at', 'is one of', ['2026-01-02', '2026-01-05'])", "next day")
case("moment", "field('customer.created_at', 'is', '2026-01-01 18:00', time_zone='America/New_York')", "next day")
case("moment", "field('customer.created_at', 'is', '2026-01-01', time_zone='America/New_York')", "late", "next day")

# A text of the data is read by the same clock: the hour that passes twice as the first, the skipped one as above.
for name, text in {"twice": "2025-10-26 02:30", "after": "2025-10-26 03:00", "skipped": "2026-03-29 02:30"}.items():
    customer(f"text {name}")
    value = {"customer_id": f"text {name}", "field": "seen", "value": text, "set_at": LONG_AGO}
    TABLES["profile_field_values"].append(value)
case("text", "field('profile.seen', 'at', '2025-10-26T00:30:00Z')", "twice")
case("text", "field('profile.seen', 'at', '2025-10-26T02:00:00Z')", "after")
case("text", "field('profile.seen', 'at', '2026-03-29T01:30:00Z')", "skipped")

# By condition: the name that the error has to give besides the file, and what it says is wrong.
BROKEN = {
    "number_of_orders('more', 3)": ("number_of_orders", "unknown operator 'more'"),
    "total_purchases(['more than'], 3)": ("total_purchases", "unknown operator"),
    "total_purchases('within', 5)": ("total_purchases", "needs both ends"),
    "total_purchases('within', [5])": ("total_purchases", "needs both ends"),
    "total_purchases('within', [10, 5])": ("total_purchases", "no number lies within [10, 5]"),
    "number_of_orders('more than', -5)": ("number_of_orders", "'-5' is not a number from 0 up"),
    "total_purchases('more than', '5 or true')": ("total_purchases", "'5 or true' is not a number"),
    "number_of_orders('at least', -1, last='90 days')": ("number_of_orders", "'-1' is not a number"),
    "number_of_orders('at least')": ("number_of_orders", "is not a number"),
    "no_orders(last='3 moons')": ("no_orders", "'3 moons' is not a duration"),
    "no_orders(last='-3 days')": ("no_orders", "'-3 days' is not a duration"),
    "last_order('within', 30)": ("last_order", "'30' is not a duration"),
    "last_order('more than', '30 days')": ("last_order", "unknown operator 'more than'"),
    "account_created('at least', '30 days')": ("account_created", "unknown operator 'at least'"),
    "no_orders(between=['2026-02-30', '2026-03-01'])": ("no_orders", "'2026-02-30' is not a date"),
    "no_orders(between=['1/2/2026', '2026-03-01'])": ("no_orders", "'1/2/2026' is not a date"),
    "no_orders(between=['2026-01-01', '2026-01-01 24:00'])": ("no_orders", "is not a date"),
    "no_orders(between=['2026-02-01', '2026-01-01'])": ("no_orders", "no moment lies between"),
    "no_orders(between=['2026-02-01'])": ("no_orders", "needs two ends"),
    "no_orders(between=2026)": ("no_orders", "needs two ends"),
    "cancelled_orders('more than', 1, last='1 day', before='1 day')": ("cancelled_orders", "more than one window"),
    "city('Aarhus')": ("city", "a city without a country"),
    "country([])": ("country", "an empty list"),
    "product_purchased([])": ("product_purchased", "an empty list"),
    "order_status(none)": ("order_status", "an empty list"),
    "no_orders(where=field('order.status', 'is'))": ("field('order.status')", "needs one value"),
    "no_orders(where=field('order.status', 'is', ['sent', 'lost']))": ("field('order.status')", "needs one value"),
    "accepts_marketing(['email', 'sms'])": ("accepts_marketing", "unknown channel"),
    "last_order(['within'], '30 days')": ("last_order", "unknown operator"),
    "no_orders(which=['all'])": ("no_orders", "unknown kind of orders"),
    "no_orders(period=['today'])": ("no_orders", "unknown period"),
    "no_orders(period='today', time_zone=['Europe/Copenhagen'])": ("no_orders", "unknown time zone"),
    "total_of('orders', ['amount'], 'more than', 3)": ("total_of", "is no number of orders"),
    "rfm_score(['recency'], 'at least', 4)": ("rfm_score", "unknown part"),
    "top_customers(100, by=['total_purchases'])": ("top_customers", "customers are not ranked by"),
    "no_orders(between=['2026-01-01', '9999-12-31'])": ("no_orders", "'9999-12-31' is past what a calendar holds"),
    "no_orders(between=['7 days ago', '30 days ago'])": ("no_orders", "no moment lies between"),
    "no_orders(between=['now', '1 day ago'])": ("no_orders", "no moment lies between"),
    "on_list(['news', 'sales'])": ("on_list", "is not one list"),
    "city('Halmstad', country=['DK', 'SE'])": ("city", "is not one country"),
    "no_orders(where='')": ("no_orders", "a condition on one record is missing"),
    "no_orders(where=any_line(none))": ("any_line", "a condition on one record is missing"),
    "last_record('orders', none)": ("last_record", "a condition on one record is missing"),
    "no_orders(where=field('order.category', 'is', 'Shoes'))": (
        "field('order.category')",
        "order has no field category",
    ),
    "promo_code_entered([])": ("promo_code_entered", "an empty list"),
}

DOCUMENTED = [
    example
    for macro in yaml.safe_load((PROJECT / "macros" / "conditions" / "_conditions.yml").read_text())["macros"]
    for example in macro["config"]["meta"]["examples"]
]


# A broken condition stops dbt while it parses, and then a group at a time; so that one build shows all of them,
# these are rendered on execution only.
ON_EXECUTION = """\
-- depends_on: {{{{ ref('customers') }}}} {{{{ ref('orders') }}}} {{{{ ref('order_lines') }}}} {{{{ ref('stg_promo_code_entries') }}}}
{{% if execute %}}
{}
{{% endif %}}
"""


def group(condition: str) -> str:
    """A group with the condition as its where clause; one without braces is a single call."""
    where = condition if "{{" in condition else f"{{{{ {condition} }}}}"
    return f"select customer_id\nfrom {{{{ ref('customers') }}}}\nwhere {where}\n"


@dataclass(frozen=True)
class Built:
    """Members and the SQL that was run by case, and by broken or documented condition the error of its group, empty if
    it was built."""

    members: dict[Case, set[str]]
    sql: dict[Case, str]
    errors: dict[str, str]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    keys = {case: f"case_{number}" for number, case in enumerate(CASES)}
    broken = {condition: f"broken_{number}" for number, condition in enumerate(BROKEN)}
    documented = {condition: f"documented_{number}" for number, condition in enumerate(DOCUMENTED)}
    groups = {keys[case]: group(case.condition) for case in CASES}
    groups |= {key: group(condition) for condition, key in documented.items()}
    groups |= {key: ON_EXECUTION.format(group(condition)) for condition, key in broken.items()}
    shop = Shop.open(tmp_path_factory.mktemp("conditions"), groups)
    for table, rows in TABLES.items():
        shop.drop_rows(table, "1.ndjson", rows)
    project, home = Project(shop.project), Home(shop.home)
    with duckdb.connect(str(home.warehouse)) as connection:
        contract = Contract.read(project.landing_contract, project.variables)
        landed = land(connection, [home.landing], contract, landed_at=datetime(2027, 1, 1, tzinfo=UTC))
    assert (landed.refused, landed.rejected_rows) == ([], 0)
    with patch.dict(os.environ):
        dbt = Dbt(project, home, Settings(memory_limit="1GB"), variables=SHOP)
        dbt.parse()
        results = dbt.build("groups", {"as_of": AS_OF}, lambda event: None)
        dbt.let_go()
    messages = {result.name: result.message for result in results if not result.succeeded}
    failed = {key: message for key, message in messages.items() if key not in broken.values()}
    assert (dbt.unreadable, failed) == ({}, {})
    with duckdb.connect(str(home.warehouse), read_only=True) as connection:
        members = {
            case: {
                customer_id.removeprefix(f"{case.topic} ")
                for (customer_id,) in connection.execute(f"select customer_id from customer_groups.{key}").fetchall()
                if customer_id.startswith(f"{case.topic} ")
            }
            for case, key in keys.items()
        }
    run = next(home.dbt_target.glob("run/*/models/customer_groups"))
    sql = {case: (run / f"{key}.sql").read_text() for case, key in keys.items()}
    yield Built(members, sql, {condition: messages.get(key, "") for condition, key in (broken | documented).items()})


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_condition_selects_exactly_these_customers(built: Built, case: Case) -> None:
    assert built.members[case] == case.members


def test_conditions_of_a_group_that_read_the_same_orders_read_them_once(built: Built) -> None:
    case = next(case for case in CASES if case.condition == SHARING)
    assert built.sql[case].count('"marts"."orders"') == 1


@pytest.mark.parametrize("condition", BROKEN)
def test_a_wrong_condition_is_refused_by_file_name_and_mend(built: Built, condition: str) -> None:
    name, fault = BROKEN[condition]
    number = list(BROKEN).index(condition)
    lines = [line for line in built.errors[condition].splitlines() if fault in line]
    assert len(lines) == 1, built.errors[condition]
    place, said, rest = lines[0].strip().split(": ", 2)
    assert (place, said) == (f"models/customer_groups/broken_{number}.sql", name)
    assert "; " in rest.split(fault, 1)[1], "no mend"


@pytest.mark.parametrize("condition", DOCUMENTED)
def test_a_documented_example_runs(built: Built, condition: str) -> None:
    assert built.errors[condition] == ""
