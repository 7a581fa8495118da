"""Inside where=: what one order, review, page view or message must meet."""

from tests.conditions import Conditions
from tests.rows import Row

shop = Conditions("where")
customer, order, row, case = shop.customer, shop.order, shop.row, shop.case

# What one order must meet: a condition of ours, plain SQL, or both; `or` in it does not reach beyond it.
for name in ("app 20", "app 30", "web 30", "no source 30", "none"):
    customer(f"where {name}")
order("where app 20", amount="20", source="app")
order("where app 30", amount="30", source="app")
order("where web 30", amount="30", source="web")
order("where no source 30", amount="30")
for name in ("number_of_orders('at least', 1, {})", "purchased({})", "total_purchases('more than', 0, {})"):
    IS_APP, LOW = "field('order.source', 'is', 'app')", "field('order.amount', 'less than', 25)"
    for where, members in {
        IS_APP: ("app 20", "app 30"),
        "\"source = 'app'\"": ("app 20", "app 30"),
        f"'not ' ~ {IS_APP}": ("web 30", "no source 30"),
        "\"source <> 'app'\"": ("web 30",),
        f"all_of({IS_APP}, {LOW})": ("app 20",),
        f"all_of({IS_APP}, none_of({LOW}))": ("app 30",),
        f"any_of({LOW}, field('order.source', 'is', 'web'))": ("app 20", "web 30"),
        f"none_of({IS_APP}, {LOW})": ("web 30", "no source 30"),
        f"any_of(all_of({IS_APP}, {LOW}), none_of(any_of({IS_APP}, field('order.source', 'is', 'web'))))": (
            "app 20",
            "no source 30",
        ),
        "all_of(\"source = 'web' or source = 'app'\", 'total_amount > 25')": ("app 30", "web 30"),
        "all_of('total_amount > 25', \"source = 'web' or source = 'app'\")": ("app 30", "web 30"),
        "any_of(\"source = 'web' and total_amount < 25\", \"source = 'app' and total_amount < 25\")": ("app 20",),
        "none_of(\"source = 'web' or source = 'app'\", 'total_amount < 0')": ("no source 30",),
        "\"source = 'app'\\n    and total_amount < 25 /* cheap */\"": ("app 20",),
        "all_of()": ("app 20", "app 30", "web 30", "no source 30"),
        "any_of()": (),
        "none_of()": ("app 20", "app 30", "web 30", "no source 30"),
    }.items():
        case("where", name.replace("{}", f"where={where}"), *members)
    case(
        "where", name.replace("{}", "source='app', where='total_amount = 20 or total_amount = 30'"), "app 20", "app 30"
    )
    case("where", name.replace("{}", "last='1 month', where=\"source = 'app' or source = 'web'\""))
    case("where", name.replace("{}", "source=['web', 'phone'], where='total_amount > 20'"), "web 30")
case("where", f"no_orders(where={IS_APP})", "web 30", "no source 30", "none")
case("where", f"average_order_value('exactly', 30, where={IS_APP})", "app 30")

# Fields of a record. An empty text is set, and empty.
for name in ("full", "empty", "missing"):
    customer(f"record {name}")
FULL: Row = {"source": "Café", "store_id": "7", "promo_code": "SUMMER", "currency": "DKK", "points": 10}
EMPTY = {"source": "", "store_id": "", "promo_code": "", "currency": ""}
order("record full", "2026-03-01 12:00:00", "19.99", order_id="record-1", **FULL)
order("record empty", "2026-03-02 12:00:00", "20", order_id="record-2", **EMPTY)
order("record missing", "2026-03-03 12:00:00", "20.01", order_id="record-3")
for comparison, members in {
    "source', 'is', 'Café'": ("full",),
    "source', 'is', 'CAFÉ'": (),
    "source', 'is', 'CAFÉ', ignore_case=true": ("full",),
    "source', 'is one of', ['web', 'Café']": ("full",),
    "source', 'is one of', ['web', 'CAFÉ'], ignore_case=true": ("full",),
    "source', 'is', ''": ("empty",),
    "source', 'is set'": ("full", "empty"),
    "source', 'is empty'": ("empty", "missing"),
    "source', 'like', 'Caf_'": ("full",),
    "source', 'matches', '^C.*é$'": ("full",),
    "source', 'matches', '^$'": ("empty",),
    "store_id', 'is', 7": ("full",),
    "store_id', 'is', '7.0'": ("full",),
    "store_id', 'is', '007'": (),
    "promo_code', 'starts with', 'SUM'": ("full",),
    # An order that names no currency is in the shop's.
    "currency', 'ends with', 'KK'": ("full", "empty", "missing"),
    "currency', 'is empty'": (),
    "points', 'at least', 10": ("full",),
    "points', 'less than', 11": ("full",),
    "points', 'is empty'": ("empty", "missing"),
    "points', 'is', 10": ("full",),
    "amount', 'is', 20": ("empty",),
    "amount', 'is', 20.000": ("empty",),
    "amount', 'is one of', [19.99, 20.01]": ("full", "missing"),
    "amount', 'within', [19.99, 20]": ("full", "empty"),
    "amount', 'more than', 19.99": ("empty", "missing"),
    "amount', 'at most', 20": ("full", "empty"),
    "order_id', 'is', 'record-2'": ("empty",),
    "at', 'on', '2026-03-02'": ("empty",),
    "at', 'before', '2026-03-02 13:00'": ("full",),
    "at', 'on or before', '2026-03-02 13:00'": ("full", "empty"),
    "at', 'after', '2026-03-02'": ("missing",),
    "at', 'in', {'between': ['2026-03-01', '2026-03-02']}": ("full", "empty"),
}.items():
    case("record", f"purchased(where=field('order.{comparison}))", *members)
case("record", "purchased(where=none_of(field('order.points', 'at least', 11)))", "full", "empty", "missing")

# Reviews, pages and messages.
for name in ("good", "unrated", "opened", "unopened"):
    customer(f"told {name}")
row("reviews", review_id="good", customer_id="told good", reviewed_at="2026-03-01 12:00:00", rating=5, product_id="hat")
row("reviews", review_id="unrated", customer_id="told unrated", reviewed_at="2026-03-02 12:00:00")
row(
    "page_views",
    customer_id="told good",
    viewed_at="2026-03-01 12:00:00",
    url="https://a.dk/100%25?q=a_b",
    product_id="hat",
)
row("page_views", customer_id="told unrated", viewed_at="2026-03-02 12:00:00", url="https://a.dk/segment-7")
row(
    "messages",
    message_id="opened",
    customer_id="told opened",
    sent_at="2026-03-01 12:00:00",
    channel="email",
    campaign="Påske 2026",
    opened_at="2026-03-01 12:00:30.5",
    clicked_at="2026-03-02 12:00:00",
)
row(
    "messages",
    message_id="unopened",
    customer_id="told unopened",
    sent_at="2026-03-02 12:00:00",
    channel="sms",
    opened_at="2026-08-31 12:00:01",  # after the night's moment
)
for records, field, members in (
    ("reviews", "'review.rating', 'at least', 5", ("good",)),
    ("reviews", "'review.rating', 'is empty'", ("unrated",)),
    ("reviews", "'review.rating', 'is one of', [5.0]", ("good",)),
    ("reviews", "'review.product', 'is', 'hat'", ("good",)),
    ("reviews", "'review.product', 'is set'", ("good",)),
    ("reviews", "'review.at', 'after', '2026-03-01'", ("unrated",)),
    ("page_views", "'page.url', 'contains', '100%'", ("good",)),
    ("page_views", "'page.url', 'contains', '100_'", ()),
    ("page_views", "'page.url', 'matches', 'segment-[0-9]+'", ("unrated",)),
    ("page_views", "'page.url', 'like', '%a.dk%'", ("good", "unrated")),
    ("page_views", "'page.product', 'is', 'hat'", ("good",)),
    ("page_views", "'page.at', 'on', '2026-03-02'", ("unrated",)),
    ("messages", "'message.channel', 'is one of', ['sms', 'push']", ("unopened",)),
    ("messages", "'message.campaign', 'starts with', 'PÅ', ignore_case=true", ("opened",)),
    ("messages", "'message.campaign', 'is empty'", ("unopened",)),
    ("messages", "'message.at', 'on', '2026-03-01'", ("opened",)),
    ("messages", "'message.opened_at', 'is set'", ("opened",)),
    ("messages", "'message.opened_at', 'is empty'", ("unopened",)),
    ("messages", "'message.opened_at', 'at', '2026-03-01 13:00:30'", ("opened",)),
    ("messages", "'message.clicked_at', 'before', '2026-03-02'", ()),
    ("messages", "'message.clicked_at', 'on or before', '2026-03-02'", ("opened",)),
):
    case("told", f"number_of('{records}', 'at least', 1, where=field({field}))", *members)
case("told", "number_of('messages', 'at least', 1, where=none_of(field('message.opened_at', 'is set')))", "unopened")
case("told", "product_reviews('at least', 1, where=\"rating >= 5 and product_id = 'hat'\")", "good")
case(
    "told",
    "number_of('messages', 'exactly', 0, where=field('message.channel', 'is', 'email'))",
    "good",
    "unrated",
    "unopened",
)
