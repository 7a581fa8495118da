"""Points and credit, lists and codes, groups: ledgers, wishes, subscriptions, entries by hand, text messages."""

from tests.conditions import AS_OF, LATER, LONG_AGO, Conditions, beside

shop = Conditions("lists")
customer, customers, row, case, cases = shop.customer, shop.customers, shop.row, shop.case, shop.cases_of

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
