"""What a group's compiled SQL may do on DuckDB, by DuckDB's own parse of it."""

import duckdb
import pytest

from orchestration.gate.duckdb_sql import faults, stabilities
from orchestration.gate.rules import CLOCKS, DICE, SESSION, Reader, function_fault, in_words

CUSTOMERS, ORDERS = '"warehouse"."marts"."customers"', '"warehouse"."marts"."orders"'
READER = Reader({"warehouse.marts.customers", "warehouse.marts.orders"}, {"vip", "fans"}, "warehouse.marts.customers")
WHERE = f"select customer_id from {CUSTOMERS} where "


def told(sql: str) -> list[str]:
    return [str(fault) for fault in faults(sql, READER)]


@pytest.mark.parametrize(
    "asked",
    [
        "now() > created_at",
        "NOW() > created_at",
        "created_at > current_date",
        "created_at > current_timestamp - interval 1 day",
        "created_at > today()",
        "created_at > get_current_timestamp()",
        "created_at > transaction_timestamp()",
        "created_at > localtimestamp",
        "created_at > current_localtimestamp()",
        "age(created_at) > interval 1 year",
        "ago(interval 1 day) < created_at",
        f"customer_id in (select customer_id from {ORDERS} where ordered_at > now())",
        f"exists (with o as (select now() as n from {ORDERS}) select 1 from o)",
        "list_transform([1], lambda x: now() > created_at)[1]",
    ],
)
def test_a_group_that_asks_the_clock_is_refused_with_as_of(asked: str) -> None:
    (fault,) = told(WHERE + asked)
    assert fault.endswith(" asks the clock; write {{ as_of() }}, the moment of the night")


@pytest.mark.parametrize(
    "thrown",
    ["random() < 0.5", "uuid()::text < 'a'", "gen_random_uuid() is null", "uuidv7() is null", "setseed(0.5) is null"],
)
def test_a_group_that_throws_dice_is_refused(thrown: str) -> None:
    (fault,) = told(WHERE + thrown)
    assert "throws dice; leave it out" in fault


@pytest.mark.parametrize(
    "asked",
    ["current_setting('TimeZone') = 'UTC'", "getvariable('x') = 1", "current_user = 'bo'", "user = 'bo'",
     "current_schema() = 'main'", "txid_current() > 5", "nextval('x') > 5", "version() = 'v'", "pg_typeof(1) = 'x'"],
)  # fmt: skip
def test_a_group_that_asks_what_the_session_is_set_to_is_refused(asked: str) -> None:
    (fault,) = told(WHERE + asked)
    assert "asks what the session is set to" in fault


@pytest.mark.parametrize(
    "taken",
    ["any_value(customer_id)", "first(customer_id)", "last(customer_id)", "arbitrary(customer_id)",
     "list(customer_id)[1]", "string_agg(customer_id)", "arg_max(customer_id, ordered_at)", "mode(customer_id)",
     "reservoir_quantile(total_amount, 0.5)", "max_by(customer_id, ordered_at)"],
)  # fmt: skip
def test_a_group_that_takes_whichever_value_comes_first_is_refused(taken: str) -> None:
    assert len(told(f"select {taken} as customer_id from {ORDERS} group by status")) == 1


@pytest.mark.parametrize(
    "estimated", ["approx_quantile(total_amount, 0.5)", "list_aggregate([1.0, 2.0], 'approx_quantile', 0.5)"]
)
def test_an_estimate_that_depends_on_threads_is_refused_with_the_exact_one(estimated: str) -> None:
    (fault,) = told(f"select customer_id from {ORDERS} group by all having {estimated} > 5")
    assert fault == (
        "approx_quantile is an estimate that is not the same every time; write quantile_cont(), which is exact"
    )
    assert len(told(f"select {estimated.replace('approx', 'reservoir')} from {ORDERS}")) == 1


def test_what_is_exact_or_takes_maxima_is_let_through() -> None:
    exact = "quantile_cont(total_amount, 0.5) + quantile_disc(total_amount, 0.5) + median(total_amount)"
    named = "list_aggregate([1, 2], 'sum') + approx_count_distinct(status)"
    assert told(f"select customer_id from {ORDERS} group by all having {exact} + {named} > 5") == []


@pytest.mark.parametrize("name", ["approx_percentile", "percentile_approx", "histogram_numeric"])
def test_the_estimates_of_spark_are_refused_with_an_exact_one(name: str) -> None:
    fault = function_fault(name, 2, False, None)
    assert fault is not None and "percentile()" in fault.fix


def test_an_order_decides_which_value_comes_first() -> None:
    ordered = "first(customer_id order by ordered_at, order_id), string_agg(status, ',' order by order_id)"
    assert told(f"select {ordered} from {ORDERS}") == []


@pytest.mark.parametrize(
    "sql",
    [
        f"select customer_id from {CUSTOMERS} using sample 5",
        f"select customer_id from {CUSTOMERS} tablesample reservoir(20 percent)",
        f"{WHERE} customer_id in (select customer_id from {ORDERS} using sample 10%)",
    ],
)
def test_a_sample_is_refused(sql: str) -> None:
    (fault,) = told(sql)
    assert fault.startswith("a sample takes other customers every time")


@pytest.mark.parametrize(
    ("rest", "is_total"),
    [
        ("limit 5", False),
        ("order by total_spent desc limit 5", False),
        ("order by total_spent desc, customer_id limit 5", True),
        ("order by 1 limit 5", True),
        ("order by all limit 10%", True),
        ("order by random() limit 5", False),
        ("offset 5", False),
    ],
)
def test_a_limit_needs_a_total_order(rest: str, is_total: bool) -> None:
    found = [fault for fault in told(f"select customer_id from {CUSTOMERS} {rest}") if "without a total order" in fault]
    assert (found == []) == is_total


def test_one_row_of_each_needs_a_total_order_and_whether_there_is_one_does_not() -> None:
    (fault,) = told(f"select distinct on (status) customer_id from {ORDERS} order by ordered_at")
    assert fault.startswith("distinct on without a total order")
    assert told(f"{WHERE} exists (select 1 from {ORDERS} limit 1)") == []


@pytest.mark.parametrize(
    "window", ["row_number() over (partition by status)", "lag(status) over ()", "ntile(4) over ()"]
)
def test_a_window_that_numbers_rows_needs_an_order(window: str) -> None:
    (fault,) = told(f"select customer_id from (select customer_id, {window} as n from {ORDERS}) where n = 1")
    assert "without an order by" in fault


@pytest.mark.parametrize(
    ("window", "decides"),
    [
        ("row_number() over (partition by status order by ordered_at)", False),
        ("row_number() over (partition by status order by ordered_at desc, order_id)", True),
        ("row_number() over (order by ordered_at, paid)", False),
        ("ntile(100) over (order by total_amount desc)", False),
        ("lag(status) over (order by ordered_at, status)", False),
        ("first_value(status) over (order by ordered_at)", False),
        ("first_value(status) over (order by ordered_at, status)", True),
        ("first_value(status) over (order by ordered_at, id)", True),
        ("rank() over (order by ordered_at)", True),
    ],
)
def test_a_window_whose_order_leaves_ties_is_refused(window: str, decides: bool) -> None:
    found = told(f"select customer_id from {ORDERS} qualify {window} is not null")
    assert len(found) == (0 if decides else 1)
    if not decides and "first_value" not in window:
        assert found[0].endswith("rows come that tie; give it an order by that ends with an id, or use rank()")


@pytest.mark.parametrize(
    ("taken", "decides"),
    [
        ("first(customer_id order by ordered_at)", False),
        ("first(customer_id order by ordered_at, customer_id)", True),
        ("list(status order by ordered_at)[1:10]::varchar", False),
        ("list(status order by status)[1:10]::varchar", True),
        ("string_agg(status, ',' order by ordered_at)", False),
        ("string_agg(status, ',' order by ordered_at, order_id)", True),
    ],
)
def test_an_aggregate_whose_order_leaves_ties_is_refused(taken: str, decides: bool) -> None:
    assert (told(f"select {taken} as customer_id from {ORDERS} group by paid") == []) == decides


def test_an_ordered_window_and_a_sum_over_a_window_need_no_other() -> None:
    windows = (
        "row_number() over (order by ordered_at, order_id) as n, sum(total_amount) over (partition by status) as s"
    )
    assert told(f"select customer_id from (select customer_id, {windows} from {ORDERS}) where n = 1") == []


@pytest.mark.parametrize(
    ("table", "fix"),
    [
        ("customer_groups.vip", "write in_group('vip')"),
        ("warehouse.customer_groups.fans", "write in_group('fans')"),
        ("raw.orders", "write {{ ref('orders') }}"),
        ("orders", "write {{ ref('orders') }}"),
        ("other.main.orders", "write {{ ref('orders') }}"),
        ("marts.order_lines", "read a model by {{ ref('orders') }}"),
        ("'/tmp/list.csv'", "land the file, or make it a seed, and ref that"),
        ("'list.parquet'", "land the file, or make it a seed, and ref that"),
        ("duckdb_tables", "read a model by {{ ref('customers') }}"),
    ],
)
def test_a_group_that_reads_a_table_instead_of_a_ref_is_refused(table: str, fix: str) -> None:
    (fault,) = told(f"select customer_id from {table}")
    assert fault.endswith(f"; {fix}")
    (fault,) = told(f"{WHERE} customer_id in (select customer_id from {table})")
    assert fault.endswith(f"; {fix}")


@pytest.mark.parametrize(
    "source",
    ["read_csv('x.csv')", "read_parquet('x')", "duckdb_tables()", "range(5)", "query('select 1')", "glob('*')",
     "query_table('raw.x')", "unnest([1, 2])", "(describe marts.orders)", "(summarize marts.orders)"],
)  # fmt: skip
def test_a_group_that_reads_from_a_function_is_refused(source: str) -> None:
    assert any(fault.startswith("it reads from ") for fault in told(f"select customer_id from {source} as x"))


def test_a_common_table_expression_may_be_called_like_a_table_where_it_is_in_scope_only() -> None:
    assert told(f"with orders as (select * from {ORDERS}) select customer_id from orders") == []
    (fault,) = told(f"{WHERE} exists (with o as (select 1) select 1 from o) and exists (select 1 from o)")
    assert fault.startswith("it reads the table o, ")
    recursive = f"with recursive r as (select customer_id from {ORDERS} union select customer_id from r)"
    assert told(f"{recursive} select customer_id from r") == []


@pytest.mark.parametrize(
    ("sql", "fault"),
    [
        ("set threads = 1", "a group is one select, and not set; "),
        ("drop table x", "a group is one select, and not drop; "),
        (f"{WHERE} true; {WHERE} false", "there are several statements; "),
        ("select customer_id frm x", "syntax error at or near x; "),
        (f"pivot {ORDERS} on status using count(*)", "a group is one select, and not pivot; "),
        (f"{WHERE} lowr(country) = 'dk'", "there is no function lowr; did you mean lower?"),
        (f"{WHERE} rowid < 5", "rowid is where a row lies"),
        (f"select a.customer_id from {CUSTOMERS} as a positional join {ORDERS} as b", "a positional join goes by"),
    ],
)
def test_a_group_is_one_select_that_duckdb_can_read(sql: str, fault: str) -> None:
    assert told(sql)[0].startswith(fault)


def test_plain_sql_over_refs_is_let_through() -> None:
    assert (
        told(
            f"with big as (select customer_id from {ORDERS} where total_amount > 100 group by all having count(*) > 3)"
            f" {WHERE} customer_id in (select customer_id from big) and lower(trim(country)) like 'd%' and"
            " extract(year from birth_date) > 1990 and birth_date between date '1990-01-01' and date '2000-01-01'"
            " and coalesce(nullif(city, ''), 'x') || 'y' <> split_part('a b', ' ', 1) and created_at::date > birth_date"
            " and case when city ~ '^A' then true else city in ('B', 'C') end and age(created_at, birth_date) = x"
            " and regexp_matches(email, '@') and date_trunc('month', created_at) = timestamp '2026-01-01 00:00:00'"
        )
        == []
    )


def test_customers_fields_are_refused_where_another_record_would_give_its_own() -> None:
    field = "/* of customers */coalesce(source = 'æ', false)/* end of customers */"
    assert told(f"select customer_id from {CUSTOMERS} as c where {field}") == []
    assert told(f"with c as (select * from {CUSTOMERS}) select customer_id from c where {field}") == []
    own = f"exists (select 1 from {ORDERS} as o where o.customer_id = customers.customer_id and {field})"
    (fault,) = told(WHERE + own)
    assert fault.startswith("field('customer.source'): it stands in a query of other records")


def test_no_function_that_duckdb_calls_inconsistent_is_let_through() -> None:
    known = {name for name, (_, stability) in stabilities().items() if stability not in ("CONSISTENT", None)}
    assert len(known) > 20
    let_through = [name for name in known if not faults(f"{WHERE} {name}() is null", READER)]
    assert let_through == []


def test_the_words_of_the_rules_are_functions_or_were_once() -> None:
    """A word with a slip of the pen would refuse nothing."""
    names = {name for (name,) in duckdb.execute("select lower(function_name) from duckdb_functions()").fetchall()}
    assert len((CLOCKS | DICE | SESSION) & names) > 35


def test_the_error_names_file_line_word_and_fix() -> None:
    raw = "select customer_id\nfrom {{ ref('customers') }}\n-- not now()\nwhere created_at > now()\n"
    fault = function_fault("now", 0, False, 5)
    assert fault is not None
    assert in_words("models/customer_groups/vip.sql", raw, fault) == (
        "models/customer_groups/vip.sql: line 4: now asks the clock; write {{ as_of() }}, the moment of the night"
    )


@pytest.mark.parametrize(
    ("compared", "is_refused"),
    [
        ("country = 'Denmark'", True),
        ("'Denmark' = country", True),
        ("country in ('DK', 'Denmark')", True),
        ("country <> 'Denmark'", True),
        ("country is not distinct from 'Denmark'", True),
        (f"customer_id in (select customer_id from {ORDERS} as o where o.country = 'Denmark')", True),
        ("country = 'DK'", False),
        ("city = 'Denmark'", False),
        ("coalesce(country, 'Denmark') = 'DK'", False),
        ("country like 'Denmark%'", False),
    ],
)
def test_a_comparison_that_looks_right_and_never_holds_is_refused_by_its_check(
    monkeypatch: pytest.MonkeyPatch, compared: str, is_refused: bool
) -> None:
    def check(column: str, letters: str | None, text: str, reader: Reader) -> tuple[str, str] | None:
        return ("no country is called Denmark", "write 'DK'") if (column, text) == ("country", "Denmark") else None

    monkeypatch.setattr("orchestration.gate.comparisons.CHECKS", [check])
    assert told(WHERE + compared) == (["no country is called Denmark; write 'DK'"] if is_refused else [])
