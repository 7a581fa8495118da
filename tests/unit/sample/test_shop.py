"""The sample shop keeps the landing contract, is always the same, and hangs together."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml

from orchestration.sample import SampleShop, shop, write_next_day, write_shop

SOURCES = Path(__file__).parents[3] / "models" / "staging" / "_sources.yml"
# What the sample shop does not send: entries of staff, and who its guests are.
NOT_SENT = ("customer_edits",)
OF_GUESTS = ("email", "phone", "first_name", "last_name", "city", "country")
CONTRACT: dict[str, Any] = {
    table["name"]: table
    for table in yaml.safe_load(SOURCES.read_text(encoding="utf-8"))["sources"][0]["tables"]
    if table["name"] not in NOT_SENT
}
duckdb.execute("set TimeZone = 'UTC'")
SMALL = SampleShop(customers=2_000, orders=20_000)
TINY = SampleShop(customers=50, orders=200)
STATUSES = {
    "fulfilled",
    "out for delivery",
    "delivered",
    "shipped",
    "pending",
    "processing",
    "cancelled",
    "returned",
    "refunded",
}


def meta(table: str) -> dict[str, Any]:
    found: dict[str, Any] = CONTRACT[table]["config"]["meta"]
    return found


def sent(table: str) -> list[dict[str, Any]]:
    """The columns of the sample's files: the contract's, except for the optional deleted_at and those of guests."""
    columns: list[dict[str, Any]] = CONTRACT[table]["columns"]
    left_out = {"deleted_at", *(OF_GUESTS if table == "orders" else ())}
    return [column for column in columns if column["name"] not in left_out]


def quoted(columns: list[str]) -> list[str]:
    return [f'"{column}"' for column in columns]


def parquet(landing: Path, table: str, names: str = "*[!n]") -> str:
    """All but `_withdrawn`, unless asked for: such a file has its keys alone."""
    return f"read_parquet('{landing}/{table}/{names}.parquet')"


def one(query: str) -> Any:
    row = duckdb.execute(query).fetchone()
    assert row is not None
    return row[0] if len(row) == 1 else row


def contents(landing: Path) -> dict[str, Any]:
    """The number of rows and a checksum of every table, and the text of the CSV files."""
    found: dict[str, Any] = {
        table: one(f"select count(*), sum(hash(rows)) from {parquet(landing, table)} as rows") for table in CONTRACT
    }
    return found | {path.name: path.read_text(encoding="utf-8") for path in landing.glob("*/*.csv")}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    landing = tmp_path_factory.mktemp("small")
    write_shop(landing, SMALL)
    return landing


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    landing = tmp_path_factory.mktemp("tiny")
    write_shop(landing, TINY)
    return landing


@pytest.fixture(scope="module")
def day_after(tmp_path_factory: pytest.TempPathFactory) -> Path:
    landing = tmp_path_factory.mktemp("day_after")
    write_next_day(landing, SMALL)
    return landing


@pytest.fixture(params=["small", "tiny", "day_after"])
def any_landing(request: pytest.FixtureRequest) -> Iterator[tuple[Path, datetime]]:
    until = SMALL.ends_at + timedelta(days=1 if request.param == "day_after" else 0)
    yield request.getfixturevalue(request.param), until


def test_every_table_of_the_contract_has_rows_even_in_a_tiny_shop(tiny: Path) -> None:
    assert {path.name for path in tiny.iterdir()} == set(CONTRACT)
    for table in CONTRACT:
        assert one(f"select count(*) from {parquet(tiny, table)}") > 0, table
    assert not list(tiny.glob("*/*.tmp"))


@pytest.mark.parametrize("table", CONTRACT)
def test_rows_keep_the_contract(any_landing: tuple[Path, datetime], table: str) -> None:
    landing, until = any_landing
    if not list(landing.glob(f"{table}/*.parquet")):
        pytest.skip("nothing new in this table on the next day")
    until_in_utc = until.astimezone(UTC).replace(tzinfo=None)
    # Keys are unique within a file: changes of the next day repeat keys of the history on purpose.
    for path in sorted((landing / table).glob("*[!n].parquet")):
        rows = f"from read_parquet('{path}')"
        described = duckdb.execute(f"describe {rows}").fetchall()
        # Moments have an offset, which makes them the same by every shop's clock.
        found = {
            name: kind.lower().replace("timestamp with time zone", "timestamp")
            for name, kind, *_ in described
            if kind != "TIMESTAMP"
        }
        types = {
            column["name"]: "varchar" if "id_type" in column["data_type"] else column["data_type"]
            for column in sent(table)
        }
        assert found == types
        broken = [f"{column} is null" for column in quoted(meta(table)["required"])]
        if "one_of" in meta(table):
            broken.append(f"coalesce({', '.join(meta(table)['one_of'])}) is null")
        broken += [f"{column} > timestamp '{until_in_utc}'" for column in quoted(meta(table).get("not_in_future", []))]
        broken += [
            f"{column} not in ({', '.join(repr(value) for value in values)})"
            for column, values in meta(table).get("accepted_values", {}).items()
        ]
        assert duckdb.execute(f"select * {rows} where {' or '.join(broken)}").fetchall() == []
        key = ", ".join(quoted(meta(table)["key"]))
        assert one(f"select count(*) - count(distinct row({key})) {rows}") == 0, path.name


@pytest.mark.parametrize("table", CONTRACT)
def test_ids_refer_to_customers_and_products(small: Path, table: str) -> None:
    names = [column["name"] for column in CONTRACT[table]["columns"]]
    customers = f"select customer_id from {parquet(small, 'customers')}"
    products = f"select product_id from {parquet(small, 'products')}"
    for column, known in [
        ("customer_id", customers),
        ("survivor_id", customers),
        ("absorbed_id", customers),
        ("product_id", products),
    ]:
        if column in names:
            unknown = one(f"select count(*) from {parquet(small, table)} where {column} not in ({known})")
            assert unknown == (2 if (table, column) == ("orders", "customer_id") else 0)


def test_phones_that_people_used_are_phones_of_customers(small: Path) -> None:
    phones = f"select phone from {parquet(small, 'customers')} where phone is not null"
    for table in ("sms_messages", "manual_members"):
        assert one(f"select count(*) from {parquet(small, table)} where phone not in ({phones})") == 0
    assert one(f"select count(phone) - count(distinct phone) from {parquet(small, 'customers')}") == 0


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_every_status_occurs_in_a_tiny_shop_whatever_the_seed(tmp_path: Path, seed: int) -> None:
    write_shop(tmp_path, SampleShop(customers=50, orders=200, seed=seed))
    found = duckdb.execute(f"select distinct status from {parquet(tmp_path, 'orders')}").fetchall()
    assert {status for (status,) in found} == STATUSES
    for table in CONTRACT:
        assert list(tmp_path.glob(f"{table}/*.parquet")), table


def test_an_order_is_worth_the_sum_of_its_lines(any_landing: tuple[Path, datetime]) -> None:
    landing, _ = any_landing
    differing = one(f"""
        with sums as (
            select order_id, sum(quantity * unit_price) as total_amount, count(*) as lines,
                max(line_number) as last_line
            from {parquet(landing, "order_lines")}
            group by order_id
        )

        select count(*)
        from {parquet(landing, "orders", "*[0-9]")} as orders
        full join sums using (order_id)
        where sums.total_amount is distinct from orders.total_amount or lines <> last_line or last_line > 4
    """)
    assert differing == 0


def test_an_order_has_one_and_a_half_lines_on_average(small: Path) -> None:
    lines = one(f"select count(*) from {parquet(small, 'order_lines')}")
    assert lines / SMALL.orders == pytest.approx(1.5, abs=0.02)


def test_no_customer_orders_before_existing(small: Path) -> None:
    early = one(f"""
        select count(*)
        from {parquet(small, "orders")} as orders
        inner join {parquet(small, "customers")} as customers using (customer_id)
        where ordered_at <= created_at
    """)
    assert early == 0


def test_few_customers_buy_a_lot_and_some_nothing(small: Path) -> None:
    buyers, top_tenth = one(f"""
        with counted as (
            select count(*) as orders, percent_rank() over (order by count(*)) as rank
            from {parquet(small, "orders")}
            where customer_id is not null
            group by customer_id
        )

        select count(*), sum(orders) filter (rank > 0.9)::double from counted
    """)
    assert 0.75 < buyers / SMALL.customers < 0.9
    assert top_tenth / SMALL.orders > 0.4


def test_no_balance_is_negative(small: Path) -> None:
    for table, amount in [("loyalty_points", "points"), ("store_credit", "amount")]:
        negative = one(f"""
            select count(*)
            from (
                select sum({amount}) over (
                    partition by customer_id order by occurred_at, {amount} desc rows unbounded preceding
                ) as balance
                from {parquet(small, table)}
            )
            where balance < 0
        """)
        assert negative == 0, table


def test_last_login_is_the_latest_login(small: Path) -> None:
    differing = one(f"""
        select count(*)
        from (select customer_id, max(logged_in_at) as latest from {parquet(small, "logins")} group by customer_id)
        inner join {parquet(small, "customers")} as customers using (customer_id)
        where latest <> last_login_at or last_login_at is null
    """)
    assert differing == 0


def test_the_same_shop_is_written_whatever_the_threads_and_files(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    monkeypatch.setattr(shop, "ROWS_PER_FILE", 3_000)
    write_shop(tmp_path, SMALL)
    assert len(list(tmp_path.glob("orders/*.parquet"))) == 7
    assert contents(tmp_path) == contents(small)


def test_another_seed_gives_another_shop(tiny: Path, tmp_path: Path) -> None:
    write_shop(tmp_path, SampleShop(customers=50, orders=200, seed=2))
    first, second = contents(tiny), contents(tmp_path)
    assert {name for name in first if first[name] == second[name]} <= {"categories", "profile_fields"}


def test_late_files_correct_known_rows_and_bring_bad_ones(small: Path) -> None:
    bad = 0
    for table in ("orders", "customers", "loyalty_points"):
        key = meta(table)["key"][0]
        late = (small / table / f"{table}_late.csv").read_text(encoding="utf-8").splitlines()
        assert late[0].split(",") == [column["name"] for column in sent(table)]
        known = {row[0] for row in duckdb.execute(f"select {key} from {parquet(small, table)}").fetchall()}
        corrections = [line for line in late[1:] if line.split(",")[0] in known]
        assert len(corrections) >= 8
        bad += len(late) - 1 - len(corrections)
    assert 18 <= bad <= 24


def test_the_next_day_brings_its_share_after_the_history(small: Path, day_after: Path) -> None:
    for table, moment, expected in [("customers", "created_at", 20), ("orders", "ordered_at", 200)]:
        new = f"from {parquet(day_after, table, '*[0-9]')}"
        count, first, last = one(f"select count(*), min({moment}), max({moment}) {new}")
        assert count == expected
        assert first >= SMALL.ends_at
        assert last < SMALL.ends_at + timedelta(days=1)
        key = meta(table)["key"][0]
        assert one(f"select count(*) {new} where {key} in (select {key} from {parquet(small, table)})") == 0
    for table in ("logins", "loyalty_points", "page_views", "messages", "reviews"):
        assert list(day_after.glob(f"{table}/*.parquet")), table


@pytest.mark.parametrize("table", ["orders", "customers"])
def test_the_next_day_changes_earlier_rows(small: Path, day_after: Path, table: str) -> None:
    key = meta(table)["key"][0]
    changes, later, differing = one(f"""
        select
            count(*),
            count(*) filter (new.updated_at > old.updated_at and new.updated_at >= '{SMALL.ends_at:%Y-%m-%d}'),
            count(*) filter (new is distinct from old)
        from {parquet(day_after, table, "*_changes")} as new
        left join {parquet(small, table)} as old using ({key})
    """)
    assert 0 < changes == later == differing


@pytest.mark.parametrize("table", ["orders", "reviews"])
def test_the_next_day_withdraws_earlier_rows(small: Path, day_after: Path, table: str) -> None:
    key = meta(table)["key"][0]
    changed = f"union all select {key} from {parquet(day_after, table, '*_changes')}" if table == "orders" else ""
    withdrawn, known, that_day = one(f"""
        select
            count(*),
            count(*) filter ({key} in (
                select {key} from {parquet(small, table)}
                except select {key} from (select null as {key} {changed})
            )),
            count(*) filter (
                deleted_at >= '{SMALL.ends_at:%Y-%m-%d}'
                and deleted_at <= '{SMALL.ends_at + timedelta(days=1):%Y-%m-%d}'
            )
        from {parquet(day_after, table, "*_withdrawn")}
    """)
    assert 0 < withdrawn == known == that_day


def test_points_of_goodwill_expire_in_the_history_and_the_balance_is_what_is_left(small: Path) -> None:
    expired, taken = one(f"""
        select
            count(*) filter (expires_at <= '{SMALL.ends_at:%Y-%m-%d}'),
            count(*) filter (expires_at is not null and customer_id in (
                select customer_id from {parquet(small, "loyalty_points")} where points < 0
            ) and kind <> 'earned')
        from {parquet(small, "loyalty_points")}
    """)
    assert expired > 0
    assert taken == 0


def test_the_next_day_returns_the_moment_to_build_it_for(tmp_path: Path) -> None:
    assert write_next_day(tmp_path, TINY, share=0.1) == datetime(2026, 11, 2, tzinfo=UTC)


def test_a_landing_directory_with_files_is_left_alone(tiny: Path) -> None:
    before = contents(tiny)
    with pytest.raises(FileExistsError, match="already holds files"):
        write_shop(tiny, TINY)
    assert contents(tiny) == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"customers": 5, "orders": 200}, "customers"),
        ({"customers": 50, "orders": 10}, "orders"),
        ({"customers": 50, "orders": 200, "seed": -1}, "seed"),
        ({"customers": 50, "orders": 200, "ends_at": datetime(2026, 11, 1)}, "time zone"),
    ],
)
def test_impossible_shops_are_refused(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        SampleShop(**arguments)
