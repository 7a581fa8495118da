"""The floor: one connection, one pass, the shortest hand-written way from the same files to the same tables.

It knows what Rollcall has to find out: that only the `_late` and `_changes` files repeat keys, which columns the
groups need, that nobody was absorbed who absorbed others, that there was no night before. It checks nothing, keeps no
raw data, and recovers from nothing.

    python -m tests.benchmarks.floor LANDING OUT AS_OF MEMORY_LIMIT GROUPS
"""

import sys
from pathlib import Path

import duckdb

from tests.benchmarks.groups import definitions

CUSTOMER = "customer_id, country, city, gender, birth_date, created_at, last_login_at, accepts_email, accepts_sms"
ORDER = "order_id, customer_id, ordered_at, status, total_amount, currency, source"


def run(landing: Path, out: Path, as_of: str, memory_limit: str, count: int) -> None:
    out.mkdir(parents=True)
    connection = duckdb.connect(
        ":memory:",
        config={
            "memory_limit": memory_limit,
            "threads": 2,
            "temp_directory": str(out / "tmp"),
            # As for the night: no checkpoint rewrites what was just written.
            "max_vacuum_tasks": 0,
            "TimeZone": "UTC",
        },
    )
    sql = connection.execute
    sql(f"attach '{out / 'rollcall.duckdb'}' as bi (storage_version 'v1.0.0')")
    sql(f"attach '{out / 'work.duckdb'}' as work")
    sql("use work")
    sql(f"create macro as_of() as timestamp '{as_of}'")
    sql("create macro on_clock(moment) as timezone('Europe/Copenhagen', timezone('UTC', moment))")
    sql("""
        create macro months_ago(number) as
        timezone('UTC', timezone('Europe/Copenhagen', on_clock(as_of()) - to_months(number)))
    """)
    _latest(connection, landing, "customers", "customer_id", CUSTOMER, "created_at <= as_of()")
    _latest(connection, landing, "orders", "order_id", ORDER, "ordered_at <= as_of()")
    sql(f"""
        create table adjusted as
        with refunds as (
            select order_id, sum(amount) as refunded
            from read_parquet('{landing}/refunds/*.parquet') where refunded_at <= as_of() group by 1
        ),
        rates as (from read_parquet('{landing}/exchange_rates/*.parquet'))
        select
            order_id,
            (case when is_counted then greatest(total_amount - coalesce(refunded, 0), 0) else total_amount end
                * coalesce(rate, 1))::decimal(18, 2) as total_amount
        from orders
        left join refunds using (order_id)
        asof left join rates on orders.currency = rates.currency and on_clock(ordered_at)::date >= valid_from
        where refunded is not null or orders.currency <> 'DKK'
    """)
    sql(
        "update orders set total_amount = adjusted.total_amount from adjusted where orders.order_id = adjusted.order_id"
    )
    _latest(
        connection,
        landing,
        "loyalty_points",
        "entry_id",
        "entry_id, customer_id, points",
        # Of expiring points none were taken: nothing has to be set off against them.
        "occurred_at <= as_of() and (expires_at > as_of() or expires_at is null)",
    )
    sql(f"""
        create table merges as
        select absorbed_id, survivor_id
        from {_read(connection, f"'{landing}/customer_merges/*.parquet'")} where merged_at <= as_of()
    """)
    for table in ("orders", "latest_loyalty_points"):
        sql(f"update {table} set customer_id = survivor_id from merges where customer_id = absorbed_id")
    sql("delete from latest_customers where customer_id in (select absorbed_id from merges)")
    for table in ("reviews", "logins", "store_credit"):
        sql(f"""
            create view {table} as
            select * replace (coalesce(survivor_id, customer_id) as customer_id)
            from {_read(connection, f"'{landing}/{table}/*.parquet'")} left join merges on customer_id = absorbed_id
        """)
    sql(f"create view order_lines as select * from read_parquet('{landing}/order_lines/*.parquet')")
    sql(f"create table products as select product_id, category from read_parquet('{landing}/products/*.parquet')")
    sql(f"create table categories as from read_parquet('{landing}/categories/*.parquet')")
    sql("""
        create table product_categories as
        with recursive tree as (
            select category, category as ancestor from categories
            union
            select tree.category, categories.parent
            from tree join categories on tree.ancestor = categories.category
            where categories.parent is not null
        )
        select product_id, ancestor as category from products join tree using (category)
    """)
    sql("""
        create table customers as
        select
            c.* replace (greatest(last_login_at, last_logged_in_at) as last_login_at),
            coalesce(order_count, 0) as order_count, coalesce(total_spent, 0)::decimal(18, 2) as total_spent,
            (total_spent / order_count)::decimal(28, 8)::decimal(18, 2) as average_order_value,
            first_ordered_at, last_ordered_at,
            coalesce(cancelled_order_count, 0) as cancelled_order_count, coalesce(review_count, 0) as review_count,
            coalesce(loyalty_points, 0)::bigint as loyalty_points,
            coalesce(store_credit, 0)::decimal(18, 2) as store_credit
        from latest_customers c
        left join (
            select
                customer_id, count(*) filter (is_counted) as order_count,
                sum(total_amount) filter (is_counted) as total_spent,
                min(ordered_at) filter (is_counted) as first_ordered_at,
                max(ordered_at) filter (is_counted) as last_ordered_at,
                count(*) filter (status = 'cancelled') as cancelled_order_count
            from orders where customer_id is not null group by 1
        ) using (customer_id)
        left join (
            select customer_id, count(*) as review_count
            from reviews where reviewed_at <= as_of() group by 1
        ) using (customer_id)
        left join (
            select customer_id, max(logged_in_at) as last_logged_in_at
            from logins where logged_in_at <= as_of() group by 1
        ) using (customer_id)
        left join (
            select customer_id, sum(points) as loyalty_points from latest_loyalty_points group by 1
        ) using (customer_id)
        left join (
            select customer_id, sum(amount) as store_credit
            from store_credit where occurred_at <= as_of() group by 1
        ) using (customer_id)
    """)
    groups = definitions(count)
    sql("create table bi.main.group_memberships (group_key varchar, customer_id varchar, joined_at timestamp)")
    sql("create schema bi.customer_groups")
    for group in groups:
        sql(f"""
            create table bi.customer_groups.{group.key} as
            select customer_id, as_of() as joined_at from customers where {group.plain}
        """)
        sql(f"insert into bi.main.group_memberships select '{group.key}', * from bi.customer_groups.{group.key}")
    sql("""
        create table bi.main.membership_events as
        select
            row_number() over (order by group_key, customer_id) as event_id, group_key, customer_id, 'joined' as event,
            as_of() as occurred_at, 'definition' as cause, 'floor' as run_id
        from bi.main.group_memberships
    """)
    sql("""
        create table bi.main.group_sizes (
            group_key varchar, as_of timestamp, members bigint, joined bigint, left_count bigint
        )
    """)
    keys = ", ".join(f"('{group.key}')" for group in groups)
    sql(f"""
        insert into bi.main.group_sizes
        select group_key, as_of(), count(customer_id), count(customer_id), 0
        from (values {keys}) as keys (group_key) left join bi.main.group_memberships using (group_key) group by 1
    """)
    sql("""
        create table bi.main.groups as
        select
            group_key, group_key as name, null::varchar as icon, null::varchar as description, null::varchar as owner,
            'rule' as kind, members, joined, left_count, as_of, 'built' as status, '' as definition
        from bi.main.group_sizes
    """)
    names = ", ".join(f"'{key}'" for key in sorted(group.key for group in groups))
    sql(f"""
        create table bi.main.customers as
        select customers.*, coalesce(groups, []) as groups
        from customers
        left join (
            select customer_id, list_sort(list(group_key::enum({names})))::varchar[] as groups
            from bi.main.group_memberships group by 1
        ) using (customer_id)
    """)
    sql("""
        create table bi.main.run as
        select 'floor' as run_id, as_of() as as_of, as_of() as published_at, 'duckdb' as target, '' as code_version
    """)
    for table in ("group_memberships", "membership_events", "group_sizes", "groups", "customers", "run"):
        (out / "parquet" / table).mkdir(parents=True)
        sql(f"copy bi.main.{table} to '{out}/parquet/{table}/{table}.parquet' (format parquet, compression zstd)")
    connection.close()
    (out / "work.duckdb").unlink()


def _latest(
    connection: duckdb.DuckDBPyConnection, landing: Path, table: str, key: str, columns: str, where: str
) -> None:
    """The rows of a table with its late corrections applied; bad rows of the CSV files fall to ignore_errors."""
    base = sorted(str(file) for file in (landing / table).glob(f"{table}_[0-9]*.parquet") if "changes" not in file.name)
    changes = sorted(str(file) for file in (landing / table).glob("*_changes.parquet"))
    types = connection.execute(f"describe select * from read_parquet({base})").fetchall()
    spelled = "{" + ", ".join(f"'{name}': '{kind}'" for name, kind, *_ in types) + "}"
    late = (
        f"select * from read_csv('{landing}/{table}/{table}_late.csv', header = true, columns = {spelled},"
        " ignore_errors = true)"
    )
    if changes:
        late += f" union all by name select * from read_parquet({changes})"
    version = "updated_at" if any(name == "updated_at" for name, *_ in types) else key
    counted = (
        ", coalesce(status in ('fulfilled', 'out for delivery', 'delivered', 'shipped')"
        " and ordered_at < as_of() - interval 24 hour, false) as is_counted"
        if table == "orders"
        else ""
    )
    connection.execute(f"create temp table late as {_in_utc(connection, late)}")
    connection.execute(f"delete from late where {key} is null")
    if table == "customers":
        connection.execute("delete from late where customer_id = 'c99000005'")  # born in the future
    if table == "loyalty_points":
        connection.execute(
            "delete from late where kind not in ('earned', 'redeemed', 'bonus', 'correction', 'expired')"
        )
    rows = _read(connection, str(base))
    name = "orders" if table == "orders" else f"latest_{table}"
    connection.execute(f"""
        create table {name} as
        select {columns}{counted} from {rows} where {where} and {key} not in (select {key} from late)
        union all
        select {columns}{counted} from (
            from late union all by name
            from {rows} where {key} in (select {key} from late)
        )
        where {where}
        qualify row_number() over (partition by {key} order by {version} desc nulls last) = 1
    """)
    connection.execute("drop table late")


def _read(connection: duckdb.DuckDBPyConnection, files: str) -> str:
    """Parquet files, whose moments have an offset, as a relation with UTC timestamps."""
    return f"({_in_utc(connection, f'select * from read_parquet({files})')})"


def _in_utc(connection: duckdb.DuckDBPyConnection, query: str) -> str:
    described = connection.execute(f"describe {query}").fetchall()
    moments = [name for name, kind, *_ in described if kind == "TIMESTAMP WITH TIME ZONE"]
    if not moments:
        return query
    return f"select * replace ({', '.join(f'make_timestamp(epoch_us({n})) as {n}' for n in moments)}) from ({query})"


if __name__ == "__main__":
    landing_folder, out_folder, moment, memory, number = sys.argv[1:]
    run(Path(landing_folder), Path(out_folder), moment, memory, int(number))
