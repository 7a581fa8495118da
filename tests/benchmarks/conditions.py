"""Times every condition as a group of its own against the shortest hand-written SQL for it, on one warehouse.

    python -m tests.benchmarks.conditions --customers 1000000 --orders 10000000

Lands a sample shop and builds the models and one group per condition, as the night does. Then, on one connection,
creates each group's selection once from what dbt compiled and once from the hand-written where clause, in turns, three
times each, and takes the lower median. Checks that both select the same customers. Prints a Markdown table: seconds of
both, their ratio, and the seconds that dbt took for the group with its checks.
"""

import argparse
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from orchestration.building.dbt import Dbt, Event
from orchestration.building.engines import DuckDB
from orchestration.landing.contract import Contract
from orchestration.landing.load import land
from orchestration.sample.shop import SampleShop, write_shop
from orchestration.settings import Home, Settings
from orchestration.shop import Shop
from orchestration.warehouse.connections import attach_raw, writing_raw
from tests.conditions import workshop_of
from tests.workspace import Workspace

# As of the sample's end, 2026-11-01 00:00 UTC; the shop's clock is an hour ahead in winter, two in summer.
COUNTED = "select customer_id from marts.orders where customer_id is not null and is_counted"
OF_LINES = "select order_id from marts.order_lines where product_id in"
RANKED = """customer_id in (select customer_id from (
    select customer_id, row_number() over (order by sum(total_amount) desc, customer_id) as place, count(*) over () as n
    from marts.orders where customer_id in (select customer_id from marts.customers) and is_counted {window}
    group by customer_id) where {test})"""
LAST_YEAR = "and ordered_at >= timestamp '2025-11-01 00:00:00' and ordered_at <= timestamp '2026-11-01'"
LAST_90 = "and ordered_at >= timestamp '2026-08-03' and ordered_at <= timestamp '2026-11-01'"

# The condition as an analyst writes it, and the shortest where clause that selects the same customers.
CONDITIONS = {
    "total_purchases('more than', 5000)": "total_spent > 5000",
    "total_purchases('more than', 500, last='90 days')": (
        f"customer_id in ({COUNTED} {LAST_90} group by customer_id having sum(total_amount) > 500)"
    ),
    "total_purchases('more than', 5000, gross=true)": (
        f"customer_id in ({COUNTED} group by customer_id having sum(gross_amount) > 5000)"
    ),
    "spent_on('at least', 1000, category='Running shoes')": (
        "customer_id in (select customer_id from marts.orders join marts.order_lines using (order_id) where customer_id"
        " is not null and (is_counted or is_refund) and product_id in (select product_id from marts.product_categories"
        " where category = 'Running shoes') group by customer_id having sum(amount) >= 1000)"
    ),
    "points_earned('at least', 20, last='1 year')": (
        "customer_id in (select customer_id from staging.stg_loyalty_points where kind = 'earned' and occurred_at >="
        " timestamp '2025-11-01 00:00:00' group by customer_id having sum(points) >= 20)"
    ),
    "number_of_orders('at least', 3)": "order_count >= 3",
    "number_of_orders('at least', 3, last='90 days')": (
        f"customer_id in ({COUNTED} {LAST_90} group by customer_id having count(*) >= 3)"
    ),
    "number_of_orders('at most', 3, last='1 year')": (
        f"customer_id not in ({COUNTED} {LAST_YEAR} group by customer_id having count(*) > 3)"
    ),
    "number_of_orders('at least', 1, where=\"total_amount > 900 and source = 'app'\")": (
        f"customer_id in ({COUNTED} and total_amount > 900 and source = 'app')"
    ),
    "number_of_orders('at least', 1, where=any_line(all_of(field('line.quantity', 'at least', 2),"
    " field('line.category', 'is', 'Running shoes'))))": (
        f"customer_id in ({COUNTED} and order_id in (select order_id from marts.order_lines where quantity >= 2 and"
        " product_id in (select product_id from staging.stg_products where category = 'Running shoes')))"
    ),
    "no_orders()": "order_count = 0",
    "no_orders(last='90 days')": f"customer_id not in ({COUNTED} {LAST_90})",
    "purchased(period='last month')": (
        f"customer_id in ({COUNTED} and ordered_at >= timestamp '2026-09-30 22:00:00'"
        " and ordered_at < timestamp '2026-10-31 23:00:00')"
    ),
    "cancelled_orders('more than', 4)": "cancelled_order_count > 4",
    "cancelled_orders('at least', 1, last='90 days')": (
        "customer_id in (select customer_id from marts.orders where customer_id is not null and is_cancelled"
        f" {LAST_90})"
    ),
    "average_order_value('at least', 500)": "total_spent >= 500 * order_count and order_count > 0",
    "average_order_value('at least', 500, last='1 year')": (
        f"customer_id in ({COUNTED} {LAST_YEAR} group by customer_id having sum(total_amount) >= 500 * count(*))"
    ),
    "order_frequency('at least', 2, per='1 month', last='1 year')": (
        f"customer_id in ({COUNTED} {LAST_YEAR} group by customer_id having count(*) >= 24)"
    ),
    "average_days_between_orders('at most', 14)": (
        f"customer_id in ({COUNTED} group by customer_id having count(*) > 1 and"
        " epoch_us(max(ordered_at)) - epoch_us(min(ordered_at)) <= 14 * 86400000000 * (count(*) - 1))"
    ),
    "purchased(where=at_least_lines(2, field('line.quantity', 'at least', 2)))": (
        f"customer_id in ({COUNTED} and order_id in (select order_id from marts.order_lines where quantity >= 2"
        " group by order_id having count(*) >= 2))"
    ),
    "purchased(last='90 days', where=all_lines(field('line.quantity', 'is', 1)))": (
        f"customer_id in ({COUNTED} {LAST_90} and order_id not in (select order_id from marts.order_lines"
        " where quantity <> 1 or quantity is null))"
    ),
    "purchased(last='90 days', where=no_line(field('line.category', 'in tree', 'Shoes')))": (
        f"customer_id in ({COUNTED} {LAST_90} and order_id not in ({OF_LINES} (select product_id"
        " from marts.product_categories where category = 'Shoes')))"
    ),
    "last_order('not within', '6 months')": "last_ordered_at < timestamp '2026-04-30 23:00:00'",
    "first_order('within', '30 days')": "first_ordered_at >= timestamp '2026-10-02'",
    "last_of('orders', 'before', '6 months ago', where=\"source = 'app'\")": (
        f"customer_id in ({COUNTED} and source = 'app' group by customer_id"
        " having max(ordered_at) < timestamp '2026-04-30 23:00:00')"
    ),
    "last_of('logins', 'after', '30 days ago')": (
        "customer_id in (select customer_id from staging.stg_logins where logged_in_at > timestamp '2026-10-02')"
    ),
    "first_of('logins', 'before', '1 year ago')": (
        "customer_id in (select customer_id from staging.stg_logins where logged_in_at < timestamp '2025-11-01')"
    ),
    "days_since_last('reviews', 'at most', 30)": (
        "customer_id in (select customer_id from staging.stg_reviews"
        " where reviewed_at >= timestamp '2026-10-01 22:00:00')"
    ),
    "days_since_last('orders', 'at most', 30)": ("last_ordered_at >= timestamp '2026-10-01 22:00:00'"),
    "order_source('app')": f"customer_id in ({COUNTED} and source = 'app')",
    "order_status('refunded')": (
        "customer_id in (select customer_id from marts.orders where customer_id is not null and status = 'refunded')"
    ),
    "product_purchased('p10100')": f"customer_id in ({COUNTED} and order_id in ({OF_LINES} ('p10100')))",
    "category_purchased('Running shoes')": (
        f"customer_id in ({COUNTED} and order_id in ({OF_LINES} (select product_id from marts.product_categories"
        " where category = 'Running shoes')))"
    ),
    "label_purchased('sale')": (
        f"customer_id in ({COUNTED} and order_id in ({OF_LINES} (select product_id from intermediate.int_product_labels"
        " where label = 'sale')))"
    ),
    "number_of('logins', 'at least', 3, last='90 days')": (
        "customer_id in (select customer_id from staging.stg_logins where logged_in_at >= timestamp '2026-08-03'"
        " group by customer_id having count(*) >= 3)"
    ),
    "number_of('any_event', 'exactly', 0, last='1 year')": (
        f"customer_id not in ({COUNTED} {LAST_YEAR} union all"
        + " union all".join(
            f" select customer_id from staging.{table} where {column} >= timestamp '2025-11-01 00:00:00'"
            for table, column in {
                "stg_logins": "logged_in_at",
                "stg_reviews": "reviewed_at",
                "stg_page_views": "viewed_at",
                "stg_messages": "sent_at",
            }.items()
        )
        + ")"
    ),
    "total_of('orders', 'points', 'more than', 100)": (
        f"customer_id in ({COUNTED} group by customer_id having sum(points) > 100)"
    ),
    "highest_of('orders', 'amount', 'at least', 2000)": f"customer_id in ({COUNTED} and total_amount >= 2000)",
    "lowest_of('orders', 'amount', 'at least', 200)": (
        f"customer_id in ({COUNTED} group by customer_id having min(total_amount) >= 200)"
    ),
    "average_of('reviews', 'rating', 'less than', 3)": (
        "customer_id in (select customer_id from staging.stg_reviews group by customer_id having avg(rating) < 3)"
    ),
    "active_periods('orders', 'at least', 3, period='1 month', periods=6)": (
        "customer_id in (select customer_id from (select distinct customer_id, case"
        + "".join(
            f" when ordered_at > timestamp '{moment}' then {number}"
            for number, moment in enumerate(
                [
                    "2026-09-30 23:00:00",
                    "2026-08-31 23:00:00",
                    "2026-07-31 23:00:00",
                    "2026-06-30 23:00:00",
                    "2026-05-31 23:00:00",
                ]
            )
        )
        + " else 5 end from marts.orders where customer_id is not null and is_counted"
        " and ordered_at > timestamp '2026-04-30 23:00:00') group by customer_id having count(*) >= 3)"
    ),
    "sequence('orders', 'reviews', within='30 days', last='1 year')": (
        "customer_id in (select o.customer_id from marts.orders as o asof join staging.stg_reviews as r"
        f" on o.customer_id = r.customer_id and o.ordered_at < r.reviewed_at where is_counted {LAST_YEAR}"
        " and r.reviewed_at <= o.ordered_at + interval 30 day)"
    ),
    "last_record('orders', field('order.source', 'is', 'app'))": (
        "customer_id in (select customer_id from marts.orders where customer_id is not null and is_counted"
        " group by customer_id having arg_max(source, (ordered_at, order_id)) = 'app')"
    ),
    "first_record('orders', field('order.source', 'is', 'app'))": (
        "customer_id in (select customer_id from marts.orders where customer_id is not null and is_counted"
        " group by customer_id having arg_min(source, (ordered_at, order_id)) = 'app')"
    ),
    "second_order('within', '30 days')": (
        "customer_id in (select o.customer_id from marts.orders as o join marts.customers as c using (customer_id)"
        " where is_counted and o.ordered_at <= c.first_ordered_at + interval 30 day group by all having count(*) > 1)"
    ),
    "share_of('orders', 'more than', 0.3, field('order.status', 'is', 'refunded'), which='all')": (
        "customer_id in (select customer_id from marts.orders where customer_id is not null and is_refund is not true"
        " group by customer_id having count(*) filter (where status = 'refunded') > 0.3 * count(*))"
    ),
    "number_of_products('at least', 5, last='1 year')": (
        "customer_id in (select customer_id from marts.orders join marts.order_lines using (order_id)"
        f" where customer_id is not null and is_counted {LAST_YEAR} group by customer_id"
        " having count(distinct product_id) >= 5)"
    ),
    "number_of_categories('at least', 3, last='1 year')": (
        "customer_id in (select customer_id from marts.orders join marts.order_lines using (order_id)"
        " join marts.product_categories using (product_id) where is_own and customer_id is not null and is_counted"
        f" {LAST_YEAR} group by customer_id having count(distinct category) >= 3)"
    ),
    "no_orders_since_sign_up('newsletter')": (
        "customer_id in (select customer_id from (select customer_id, min(acted_at) as since from"
        " staging.stg_list_subscriptions as s where list_name = 'newsletter' and action = 'subscribed' and not exists"
        " (from staging.stg_list_subscriptions as u where u.customer_id = s.customer_id and u.list_name = s.list_name"
        " and u.action = 'unsubscribed' and u.acted_at >= s.acted_at) group by all)"
        " join marts.customers using (customer_id) where last_ordered_at < since or last_ordered_at is null)"
    ),
    "no_orders_since_sign_up()": "last_ordered_at < created_at or (last_ordered_at is null and created_at is not null)",
    "city_of_any_address('Århus', country='DK')": (
        "(lower(country) = 'dk' and lower(city) = 'århus') or customer_id in (select customer_id from"
        " staging.stg_addresses where lower(country) = 'dk' and lower(city) = 'århus')"
    ),
    "number_of_orders('at least', 3, last='30 whole days')": (
        f"customer_id in ({COUNTED} and ordered_at >= timestamp '2026-10-01 22:00:00' and ordered_at <= timestamp"
        " '2026-11-01' group by customer_id having count(*) >= 3)"
    ),
    "rank_band(0, [0.01], last='1 year')": RANKED.format(window=LAST_YEAR, test="place <= ceil(0.01 * n)"),
    "top_customers(1000)": RANKED.format(window="", test="place <= 1000"),
    "rfm_score('monetary', 'exactly', 5)": (
        "customer_id in (select customer_id from (select customer_id, ntile(5) over (order by total_spent desc,"
        " customer_id) as fifth from marts.customers where order_count > 0) where fifth = 1)"
    ),
    "product_reviews('at least', 1)": "review_count >= 1",
    "product_reviews('at least', 1, last='90 days')": (
        "customer_id in (select customer_id from staging.stg_reviews where reviewed_at >= timestamp '2026-08-03')"
    ),
    "last_login('within', '30 days')": "last_login_at >= timestamp '2026-10-02'",
    "account_created('within', '30 days')": "created_at >= timestamp '2026-10-02'",
    "birthday('this month')": "extract(month from birth_date) = 11",
    "age('within', [18, 25])": "birth_date > date '2000-11-01' and birth_date <= date '2008-11-01'",
    "gender('female')": "lower(gender) = 'female'",
    "country('DK')": "lower(country) = 'dk'",
    "city('Århus', country='DK')": "lower(country) = 'dk' and lower(city) = 'århus'",
    "postcode('8*')": "postcode like '8%'",
    "not {{ has_email() }}": "email is null or trim(email) = ''",
    "has_phone()": "trim(phone) <> ''",
    "accepts_marketing('email')": "accepts_email",
    "loyalty_member()": "in_loyalty_scheme",
    "unused_points('more than', 50)": "loyalty_points > 50",
    "store_credit('more than', 0)": "store_credit > 0",
    "account_balance('more than', 0)": "account_balance > 0",
    "wishlist_contains('p10000')": (
        "customer_id in (select customer_id from staging.stg_wishlist_items where product_id = 'p10000'"
        " and (removed_at is null or removed_at > timestamp '2026-11-01'))"
    ),
    "field('customer.email', 'ends with', '7@example.com')": "email like '%7@example.com'",
    "field('customer.phone', 'is phone', '+45 20 14 48 14')": (
        "regexp_replace(phone, '[^0-9]', '', 'g') in ('4520144814', '004520144814', '20144814')"
    ),
    "field('profile.diet', 'is', 'vegetarian')": (
        "customer_id in (select customer_id from intermediate.int_profile_values where field = 'diet'"
        " and value = 'vegetarian')"
    ),
    "on_list('newsletter')": (
        "customer_id in (select customer_id from staging.stg_list_subscriptions where list_name = 'newsletter'"
        " group by customer_id having arg_max(action, (acted_at, action)) = 'subscribed')"
    ),
    "promo_code_entered('STUDENT10')": (
        "customer_id in (select customer_id from staging.stg_promo_code_entries where lower(code) = 'student10')"
    ),
    "sms_code_sent('CLUB')": (
        "customer_id in (select customer_id from intermediate.int_customer_sms where first_word = 'club')"
    ),
    "added_by_hand('vip')": (
        "customer_id in (select customer_id from intermediate.int_manual_members"
        " where group_key = 'vip' and action = 'add')"
    ),
    "auto_member()": "true",
    "in_group('no_orders')": "order_count = 0",
}
OTHER_GROUPS = {"no_orders": "no_orders()", "vip": "total_purchases('more than', 5000)"}


def group(condition: str) -> str:
    where = condition if "{{" in condition else f"{{{{ {condition} }}}}"
    return f"select customer_id\nfrom {{{{ ref('customers') }}}}\nwhere {where}\n"


def build(shop: Workspace, as_of: datetime, memory_limit: str) -> dict[str, float]:
    """Land and build everything up to the groups; returns dbt's seconds by model."""
    real = Shop(Settings(home=shop.home, memory_limit=memory_limit), shop.project)
    os.environ["ROLLCALL_HOME"] = str(shop.home)
    with writing_raw(real) as connection:
        contract = Contract.read(real.project.landing_contract, real.project.variables)
        land(connection, [real.home.landing], contract, landed_at=datetime(2027, 1, 1, tzinfo=UTC))
    DuckDB(real, workshop_of(real.home)).hand_over([])
    dbt = Dbt(real)
    dbt.parse()
    seconds = {}

    def note(event: Event) -> None:
        seconds[event["data"]["node_info"]["node_name"]] = event["data"].get("execution_time", 0.0)

    results = dbt.build("groups", {"as_of": as_of.strftime("%Y-%m-%dT%H:%M:%SZ")}, note)
    dbt.let_go()
    failed = [f"{each.name}: {each.message}" for each in results if not each.succeeded]
    if failed:
        sys.exit("\n".join(failed))
    return seconds


def rows(shop: Workspace, keys: dict[str, str], of_dbt: dict[str, float], memory_limit: str) -> Iterator[str]:
    """The table's rows; a condition that selects other customers than the hand-written SQL ends the run."""
    compiled = next((shop.home / "dbt").glob("compiled/*/models/customer_groups"))
    home = Home(shop.home)
    with duckdb.connect(str(workshop_of(home)), config={"memory_limit": memory_limit, "threads": 2}) as connection:
        attach_raw(connection, home)
        connection.execute("set TimeZone = 'UTC'")
        connection.execute("create schema if not exists benchmark")
        for condition, key in keys.items():
            queries = {
                "condition": (compiled / f"{key}.sql").read_text(),
                "by hand": f"select customer_id from marts.customers where {CONDITIONS[condition]}",
            }
            seconds: dict[str, list[float]] = {name: [] for name in queries}
            for _ in range(3):
                for name, query in queries.items():
                    start = time.perf_counter()
                    connection.execute(f'create or replace table benchmark."{name}" as {query}')
                    seconds[name].append(time.perf_counter() - start)
            both = 'select count(*) from benchmark."condition" {} join benchmark."by hand" using (customer_id)'
            counts = [connection.execute(both.format(kind)).fetchone() for kind in ("full", "inner")]
            if counts[0] != counts[1]:
                sys.exit(f"{condition}: other customers than by hand, {counts}")
            best = {name: statistics.median_low(each) for name, each in seconds.items()}
            ratio = best["condition"] / best["by hand"]
            members = counts[1][0] if counts[1] else 0
            yield (
                f"| `{condition}` | {members:,} | {best['condition']:.2f} | {best['by hand']:.2f} | {ratio:.1f} |"
                f" {of_dbt[key]:.2f} |"
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--customers", type=int, default=1_000_000)
    parser.add_argument("--orders", type=int, default=10_000_000)
    parser.add_argument("--memory-limit", default="4GB")
    parser.add_argument("--sample", type=Path, help="landing folder of a sample made before, of the same size")
    given = parser.parse_args()
    keys = {condition: f"condition_{number}" for number, condition in enumerate(CONDITIONS)}
    groups = {key: group(condition) for condition, key in keys.items()}
    groups |= {key: group(condition) for key, condition in OTHER_GROUPS.items()}
    with tempfile.TemporaryDirectory(prefix="rollcall-benchmark-") as work:
        shop = Workspace.open(Path(work), groups)
        sample = SampleShop(customers=given.customers, orders=given.orders)
        if given.sample:
            shutil.copytree(given.sample, shop.home / "landing", copy_function=os.link)
        else:
            write_shop(shop.home / "landing", sample)
        of_dbt = build(shop, sample.ends_at, given.memory_limit)
        print("| condition | members | seconds | by hand | ratio | in dbt, with checks |\n|---|---|---|---|---|---|")
        for row in rows(shop, keys, of_dbt, given.memory_limit):
            print(row, flush=True)


if __name__ == "__main__":
    main()
