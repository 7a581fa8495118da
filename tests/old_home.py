"""A home as the version before the archive made it: `python -m tests.old_home HOME`.

Two nights of a small shop, whose files still lie in the landing folders, except for one that the shop has removed and
one that it has overwritten. The warehouse's raw tables are those of that version, column by column; what dbt built in
it is left out, since each night builds it again. Six customers: c1 has ordered, is Danish and has texted the club's
word; c2 is Danish with a blank behind the country, and the order of c2 has a blank before the customer; c3 has ordered
in the second night; c4 came in the file that is gone; c5 was added by hand; c6 is Swedish by the country's name, with a
phone number as Swedes write it.
"""

import hashlib
import json
import shutil
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import duckdb

NIGHTS = ("2025-03-01T01:00:00Z", "2025-03-02T01:00:00Z")
RUNS = ("20250301T010000Z-0a1b2c3d", "20250302T010000Z-4e5f6a7b")
LANDED = (datetime(2025, 3, 1, 0, 58, 30, 250_000), datetime(2025, 3, 2, 0, 58, 30, 500_000))
GROUPS = {
    "buyers": "select customer_id\nfrom {{ ref('customers') }}\nwhere {{ number_of_orders('at least', 1) }}\n",
    "by_hand": "select customer_id\nfrom {{ ref('customers') }}\nwhere {{ added_by_hand() }}\n",
    "club": "select customer_id\nfrom {{ ref('customers') }}\nwhere {{ sms_code_sent('CLUB') }}\n",
    "danes": "select customer_id\nfrom {{ ref('customers') }}\nwhere country = 'DK'\n",
    "everybody": "select customer_id\nfrom {{ ref('customers') }}\n",
    "phoned": "select customer_id\nfrom {{ ref('customers') }}\n"
    "where {{ field('customer.phone', 'is phone', '+46 70 123 45 67') }}\n",
    "readers": "select customer_id\nfrom {{ ref('customers') }}\nwhere {{ on_list('newsletter') }}\n",
    "swedes": "select customer_id\nfrom {{ ref('customers') }}\nwhere country = 'SE'\n",
}
MEMBERS: dict[str, dict[str, int]] = {
    "buyers": {"c1": 0, "c3": 1},
    "by_hand": {"c5": 1},
    "club": {"c1": 0},
    "danes": {"c1": 0, "c4": 0},
    "everybody": {"c1": 0, "c2": 0, "c3": 0, "c4": 0, "c5": 0, "c6": 0},
    "phoned": {},
    "readers": {"c1": 0},
    "swedes": {"c3": 0, "c5": 0},
}

CUSTOMER = "customer_id,created_at,country,city,phone,updated_at\n"
ORDER = "order_id,customer_id,ordered_at,status,total_amount\n"
ENTRY = "20250301T090000.000000Z-by_hand-0a1b2c3d.ndjson"
# (night, folder, table, name, content): what has landed, in the order in which it did.
FILES = [
    (0, "landing", "customers", "1.csv",
     CUSTOMER + "c1,2024-01-01T00:00:00Z,DK,Aarhus,20304050,2024-01-01T00:00:00Z\n"
     "c2,2024-01-01T00:00:00Z,DK ,Odense,20304051,2024-01-01T00:00:00Z\n"
     "c3,2024-01-01T00:00:00Z,SE,Malmö,,2024-01-01T00:00:00Z\nc5,2024-01-01T00:00:00Z,SE,Lund,,\n"
     "c6,2024-01-01T00:00:00Z,Sweden,Lund,070 123 45 67,\n"),
    (0, "landing", "customers", "gone.csv", CUSTOMER + "c4,2024-01-01T00:00:00Z,DK,Vejle,,\n"),
    (0, "landing", "orders", "daily.csv",
     ORDER + "1,c1,2025-01-01T12:00:00Z,delivered,100\n2, c2,2025-01-02T12:00:00Z,delivered,50\n"
     "3,c3,2025-01-03T12:00:00Z,cancelled,75\n"),
    (0, "landing", "sms_messages", "1.csv",
     "message_id,phone,text,received_at\nm1,20304050,CLUB tak,2025-01-01T00:00:00Z\n"),
    (0, "landing", "list_subscriptions", "1.csv",
     "list,customer_id,action,at\nnewsletter,c1,subscribed,2024-05-01T00:00:00Z\n"),
    (1, "landing", "orders", "daily.csv", ORDER + "4,c3,2025-02-01T12:00:00Z,delivered,20\n"),
    (1, "inbox", "manual_members", ENTRY,
     '{"group_key": "by_hand", "action": "add", "customer_id": "c5", "entered_at": "2025-03-01T09:00:00Z"}\n'),
]  # fmt: skip
# What the shop has removed since, or written something else into.
LOST = {("customers", "gone.csv", 0), ("orders", "daily.csv", 0)}

RAW = """
    create schema raw;
    create table raw.landed_files (
        file_id integer not null, table_name varchar not null, file_name varchar not null,
        content_hash varchar not null, size_bytes bigint not null, modified_ns bigint not null,
        read_rows bigint not null, accepted_rows bigint not null, rejected_rows bigint not null,
        landed_at timestamp not null
    );
    create table raw.rejected_rows (
        file_id integer not null, table_name varchar not null, file_name varchar not null,
        line bigint not null, column_name varchar, reason varchar not null, raw_text varchar
    );
    create table raw.replaced_customers (_file_id integer not null, customer_id varchar not null);
    create table raw.customers (
        customer_id varchar, first_name varchar, last_name varchar, email varchar, phone varchar, birth_date date,
        gender varchar, country varchar, city varchar, postcode varchar, created_at timestamp, last_login_at timestamp,
        source varchar, store_id varchar, accepts_email boolean, accepts_sms boolean, in_loyalty_scheme boolean,
        account_limit decimal(18, 2), updated_at timestamp, _file_id integer, _last_file_id integer
    );
    create table raw.orders (
        order_id varchar, customer_id varchar, ordered_at timestamp, status varchar, total_amount decimal(18, 2),
        currency varchar, source varchar, store_id varchar, promo_code varchar, points bigint, updated_at timestamp,
        _file_id integer, _last_file_id integer
    );
    create table raw.order_lines (
        order_id varchar, line_number bigint, product_id varchar, quantity bigint, unit_price decimal(18, 4),
        _file_id integer, _last_file_id integer
    );
    create table raw.sms_messages (
        message_id varchar, phone varchar, text varchar, received_at timestamp, _file_id integer, _last_file_id integer
    );
    create table raw.list_subscriptions (
        list varchar, customer_id varchar, action varchar, "at" timestamp, _file_id integer, _last_file_id integer
    );
    create table raw.manual_members (
        group_key varchar, action varchar, customer_id varchar, phone varchar, entered_by varchar, reason varchar,
        entered_at timestamp, expires_at timestamp, _file_id integer, _last_file_id integer
    );

    insert into raw.customers by name
    select *, timestamp '2024-01-01' as created_at, _file_id as _last_file_id
    from (values
        ('c1', '20304050', 'DK', 'Aarhus', timestamp '2024-01-01', 1),
        ('c2', '20304051', 'DK ', 'Odense', timestamp '2024-01-01', 1),
        ('c3', null, 'SE', 'Malmö', timestamp '2024-01-01', 1),
        ('c5', null, 'SE', 'Lund', null, 1),
        ('c6', '070 123 45 67', 'Sweden', 'Lund', null, 1),
        ('c4', null, 'DK', 'Vejle', null, 2)
    ) as t(customer_id, phone, country, city, updated_at, _file_id);
    insert into raw.orders by name
    select *, _file_id as _last_file_id
    from (values
        ('1', 'c1', timestamp '2025-01-01 12:00', 'delivered', 100, 3),
        ('2', ' c2', timestamp '2025-01-02 12:00', 'delivered', 50, 3),
        ('3', 'c3', timestamp '2025-01-03 12:00', 'cancelled', 75, 3),
        ('4', 'c3', timestamp '2025-02-01 12:00', 'delivered', 20, 6)
    ) as t(order_id, customer_id, ordered_at, status, total_amount, _file_id);
    insert into raw.sms_messages values ('m1', '20304050', 'CLUB tak', '2025-01-01', 4, 4);
    insert into raw.list_subscriptions values ('newsletter', 'c1', 'subscribed', '2024-05-01', 5, 5);
    insert into raw.manual_members by name
    select 'by_hand' as group_key, 'add' as action, 'c5' as customer_id, timestamp '2025-03-01 09:00' as entered_at,
        7 as _file_id, 7 as _last_file_id;
"""


def one_file(home: Path) -> None:
    """The least that a home had when one file held the raw tables and all that dbt built: a customer, ada."""
    with duckdb.connect(str(home / "warehouse.duckdb")) as connection:
        connection.execute(
            "create schema raw; create table raw.customers (customer_id varchar not null); create schema marts;"
            "create schema staging; create table marts.customers as select 1 as x;"
            "create view staging.stg_customers as from raw.customers; insert into raw.customers values ('ada')"
        )


def make(home: Path) -> None:
    """Write the home; the folder must not hold one."""
    home.mkdir(parents=True, exist_ok=True)
    _write_warehouse(home)
    _publish(home)


def _write_warehouse(home: Path) -> None:
    with duckdb.connect(str(home / "warehouse.duckdb")) as connection:
        connection.execute(RAW)
        for file_id, (night, folder, table, name, content) in enumerate(FILES, 1):
            file = home / folder / table / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(content)
            rows = content.count("\n") - name.endswith(".csv")
            connection.execute(
                "insert into raw.landed_files values (?, ?, ?, ?, ?, ?, ?, ?, 0, ?)",
                [file_id, table, f"{table}/{name}", hashlib.sha256(content.encode()).hexdigest(),
                 file.stat().st_size, file.stat().st_ctime_ns, rows, rows, LANDED[night]],
            )  # fmt: skip
    (home / "landing" / "customers" / "gone.csv").unlink()


def _publish(home: Path) -> None:
    """The second night's generation; the first one's is pruned away except for the events that they share."""
    folder = home / "published" / "generations" / RUNS[1]
    (folder / "parquet").mkdir(parents=True)
    with duckdb.connect(str(folder / "rollcall.duckdb")) as connection:
        for statement in _tables():
            connection.execute(statement)
        facts = {}
        for schema, table in connection.execute("select schema_name, table_name from duckdb_tables()").fetchall():
            name = table if schema == "main" else f"{schema}.{table}"
            facts[name] = _facts(connection, name)
        _write_parquet(connection, folder / "parquet")
    groups = {
        key: {
            "status": "built", "as_of": NIGHTS[1], "members": len(members), "joined": sum(members.values()),
            "left_count": 0, "error": None, "definition_hash": hashlib.sha256(key.encode()).hexdigest(),
            "last_file_id": len(FILES),
        }
        for key, members in MEMBERS.items()
    }  # fmt: skip
    manifest = {
        "run_id": RUNS[1], "previous": RUNS[0], "as_of": NIGHTS[1], "published_at": "2025-03-02T01:00:30Z",
        "target": "duckdb", "code_version": "unknown", "duckdb_version": duckdb.__version__,
        "last_file_id": len(FILES), "last_event_id": len(_events()), "tables": facts, "groups": groups,
    }  # fmt: skip
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=2))
    (home / "published" / "current").symlink_to(Path("generations") / RUNS[1])


def _events() -> list[tuple[int, str, str, int]]:
    """(event_id, group, customer, night)."""
    joined = sorted((night, key, each) for key, members in MEMBERS.items() for each, night in members.items())
    return [(number, key, customer, night) for number, (night, key, customer) in enumerate(joined, 1)]


def _values(rows: Sequence[str]) -> str:
    return ", ".join(f"({row})" for row in rows)


def _tables() -> list[str]:
    nights = [night.removesuffix("Z") for night in NIGHTS]
    members = [
        f"'{key}', '{customer}', timestamp '{nights[night]}'"
        for key, joined in MEMBERS.items()
        for customer, night in joined.items()
    ]
    events = [
        f"{number}::bigint, '{key}', '{customer}', 'joined', timestamp '{nights[night]}',"
        f" '{('definition', 'manual' if key == 'by_hand' else 'data')[night]}', '{RUNS[night]}'"
        for number, key, customer, night in _events()
    ]
    sizes = [
        f"'{key}', timestamp '{nights[night]}', {sum(each <= night for each in joined.values())}::bigint,"
        f" {sum(each == night for each in joined.values())}::bigint, 0::bigint"
        for key, joined in MEMBERS.items()
        for night in (0, 1)
    ]
    groups = [
        f"'{key}', '{key.replace('_', ' ').capitalize()}', null::varchar, null::varchar, null::varchar, 'rule',"
        f" {len(joined)}::bigint, {sum(joined.values())}::bigint, 0::bigint, timestamp '{nights[1]}', 'built',"
        f" null::varchar, '{GROUPS[key].strip().replace(chr(39), 2 * chr(39))}',"
        f" '{hashlib.sha256(key.encode()).hexdigest()}'"
        for key, joined in MEMBERS.items()
    ]
    return [
        f"create table group_memberships as from (values {_values(members)}) t(group_key, customer_id, joined_at)",
        f"""create table membership_events as from (values {_values(events)})
            t(event_id, group_key, customer_id, event, occurred_at, cause, run_id)""",
        f"create table group_sizes as from (values {_values(sizes)}) t(group_key, as_of, members, joined, left_count)",
        f"""create table groups as from (values {_values(groups)}) t(group_key, name, icon, description, owner, kind,
            members, joined, left_count, as_of, status, error, definition, definition_hash)""",
        """create table outbox_messages (message_id varchar, group_key varchar, customer_id varchar, channel varchar,
            text varchar, cause varchar, created_at timestamp, run_id varchar)""",
        f"""create table run as select '{RUNS[1]}' as run_id, timestamp '{nights[1]}' as as_of,
            timestamp '2025-03-02 01:00:30' as published_at, 'duckdb' as target, 'unknown' as code_version""",
        """
        create table customers (
            customer_id varchar, country varchar, city varchar, gender varchar, birth_date date, created_at timestamp,
            last_login_at timestamp, order_count bigint, total_spent decimal(18, 2),
            average_order_value decimal(18, 2), first_ordered_at timestamp, last_ordered_at timestamp,
            cancelled_order_count bigint, review_count bigint, loyalty_points bigint, store_credit decimal(18, 2),
            accepts_email boolean, accepts_sms boolean, groups varchar[]
        )
        """,
        """
        insert into customers by name
        select *, timestamp '2024-01-01' as created_at, spent as total_spent, 0 as review_count, 0 as loyalty_points,
            0 as store_credit, (select list(group_key order by group_key) from group_memberships as m
                where m.customer_id = t.customer_id) as groups
        from (values
            ('c1', 'DK', 'Aarhus', 1, 100, 0), ('c2', 'DK ', 'Odense', 0, 0, 0), ('c3', 'SE', 'Malmö', 1, 20, 1),
            ('c4', 'DK', 'Vejle', 0, 0, 0), ('c5', 'SE', 'Lund', 0, 0, 0), ('c6', 'Sweden', 'Lund', 0, 0, 0)
        ) as t(customer_id, country, city, order_count, spent, cancelled_order_count)
        """.replace("select *,", "select * exclude (spent),"),
        "create schema customer_groups",
        *(
            f"create table customer_groups.{key} as select customer_id, joined_at from group_memberships"
            f" where group_key = '{key}'"
            for key in MEMBERS
        ),
    ]


def _facts(connection: duckdb.DuckDBPyConnection, table: str) -> dict[str, object]:
    (rows, checksum) = connection.execute(
        f"select count(*), coalesce(sum(hash(t)), 0) from {table} as t"
    ).fetchone() or (0, 0)
    return {"rows": rows, "checksum": f"{int(checksum):032x}"}


def _write_parquet(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    parts = {table: (f"from {table}", f"{table}/{table}") for table in ("customers", "group_sizes", "groups", "run")}
    for key in MEMBERS:
        of_group = f"from group_memberships where group_key = '{key}'"
        parts[f"members of {key}"] = (of_group, f"group_memberships/{key}")
        parts[key] = (of_group, f"customer_groups/{key}/{key}")
    for run in RUNS:
        for table in ("membership_events", "outbox_messages"):
            parts[f"{table} of {run}"] = (f"from {table} where run_id = '{run}'", f"{table}/{run}")
    for query, name in parts.values():
        file = folder / f"{name}.parquet"
        file.parent.mkdir(parents=True, exist_ok=True)
        connection.execute(f"copy ({query}) to '{str(file).replace(chr(39), 2 * chr(39))}' (format parquet)")


if __name__ == "__main__":
    target = Path(sys.argv[1])
    shutil.rmtree(target, ignore_errors=True)
    make(target)
