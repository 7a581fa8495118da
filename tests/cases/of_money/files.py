"""The files of faults that were found, in which orders that count are called completed."""

import csv

from tests.conditions import Conditions
from tests.workspace import DATA

shop = Conditions("files")
customer, row, case = shop.customer, shop.row, shop.case

# The files of the faults that were found, in which orders that count are called completed.
FILES = DATA.parent / "faults" / "files"
if FILES.is_dir():
    for folder, prefixed in (("f14_spend_on_category", "order_id"), ("f15_points_expiry", "entry_id")):
        topic = folder[:3]
        for file in sorted((FILES / folder).glob("*.csv")):
            for each in csv.DictReader(file.open()):
                filled = {name: value for name, value in each.items() if value}
                filled |= {name: f"{topic} {filled[name]}" for name in ("customer_id", prefixed) if name in filled}
                filled |= {"status": "delivered"} if "status" in filled else {}
                for name in ("product_id", "category", "parent"):
                    filled |= {name: f"{topic} {filled[name]}"} if name in filled else {}
                row(file.stem, **filled)
                if file.stem == "loyalty_points":
                    of_another = {
                        "entry_id": f"{filled['entry_id']} again",
                        "customer_id": f"{filled['customer_id']} expiring",
                    }
                    if filled["kind"] == "earned":
                        at_last = f"{int(filled['occurred_at'][:4]) + 2}{filled['occurred_at'][4:]}"
                        row("loyalty_points", **(filled | of_another), expires_at=at_last)
                    elif filled["kind"] != "expired":
                        row("loyalty_points", **(filled | of_another))
    for name in ("pt1", "pt2", "pt3"):
        customer(f"f15 {name} expiring")
    case("f14", "spent_on('at least', 100, category='f14 Shoes')", "cs2", "cs3")
    case("f15", "unused_points('exactly', 100)", "pt1")
    case("f15", "unused_points('exactly', 0)", "pt2", "pt3", "pt1 expiring", "pt2 expiring", "pt3 expiring")
