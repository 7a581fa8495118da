"""What a landing found that somebody should look at, kept beside the ledger in raw.landing_findings.

A finding of a landed file carries its file_id and stays; one without describes the last landing and goes with the
next. The models in models/findings/ read the table, and so does the account after `rollcall land`. What is found in
the rows of all tables together (who fits nobody, which statuses count for nothing) is theirs, not the landing's.
"""

from collections.abc import Mapping, Sequence

import duckdb

from orchestration.findings import REFUSED, Finding

TABLE = "raw.landing_findings"
REJECTED, REWRITTEN, WITHHELD = "rejected_rows", "stored_rows_rewritten", "withheld_rows"
KINDS = (REJECTED, REFUSED, REWRITTEN, WITHHELD)
SEND_AGAIN = "fix the rows at the sender and send them again; raw.rejected_rows has each with its line and its reason"
NOTHING = "nothing; this version reads ids, countries, cities and numbers more exactly, once for all that is stored"
FORGET_THERE = (
    "erase them in the shop, too: it still sends rows of customers who were forgotten here; they are kept out"
)
FIX_FILE = "fix the file, or remove it from its folder; until then its rows are missing"


def create_table(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(
        f"""
        create table if not exists {TABLE} (
            file_id integer, kind varchar not null, table_name varchar not null, "count" bigint not null,
            out_of bigint, example varchar, detail varchar, what_to_do varchar not null
        )
        """
    )


def begin(connection: duckdb.DuckDBPyConnection) -> None:
    """Forget what describes the landing before, and what was found in files whose rejected rows are gone."""
    connection.execute(
        f"delete from {TABLE} where file_id is null or file_id not in (select file_id from raw.rejected_rows)"
    )


def without_values(reason: str) -> str:
    """The SQL of a fault's reason, texts and values joined by ||, as a text with dots for each value."""
    # A case gives advice, and no value; raw.rejected_rows has it row by row.
    parts = [part.strip() for part in reason.split(" || ") if not part.strip().startswith("case ")]
    literals = [part[1:-1].replace("''", "'") if _is_literal(part) else "..." for part in parts]
    return "".join(literals)


def _is_literal(part: str) -> bool:
    return len(part) > 1 and part[0] == part[-1] == "'" and "'" not in part[1:-1].replace("''", "")


def note(connection: duckdb.DuckDBPyConnection, refused: Sequence[tuple[str, str, str]]) -> None:
    """Enter what the ledger has of files that are not entered yet, and the files refused now.

    `refused` are (table, name, reason). Interrupted, it is made up for by the next landing.
    """
    connection.execute(
        f"""
        insert into {TABLE}
        with files as (
            select file_id, table_name, file_name, read_rows, rejected_rows from raw.landed_files
            where rejected_rows > 0 and file_id > (select coalesce(max(file_id), 0) from {TABLE})
        ),
        counted as (
            select file_id, coalesce(fault, column_name, 'unknown') as what, count(*) as fault_rows
            from raw.rejected_rows
            where file_id >= (select min(file_id) from files)
            group by file_id, coalesce(fault, column_name, 'unknown')
        ),
        commonest as (
            select * from counted
            qualify row_number() over (partition by file_id order by fault_rows desc, what) = 1
        )
        select file_id, ?, table_name, rejected_rows, read_rows, file_name,
            what || case when fault_rows < rejected_rows
                then ' (' || fault_rows || ' of ' || rejected_rows || ' rows)' else '' end, ?
        from files inner join commonest using (file_id)
        order by file_id
        """,
        [REJECTED, SEND_AGAIN],
    )
    for table, name, reason in refused:
        connection.execute(
            f"insert into {TABLE} values (null, ?, ?, 1, null, ?, ?, ?)",
            [REFUSED, table or "none", name, reason, FIX_FILE],
        )


def note_rewritten(connection: duckdb.DuckDBPyConnection, changed: Mapping[str, int]) -> None:
    """Enter how many stored rows this version put into another form, by table."""
    for table, rows in changed.items():
        connection.execute(
            f"""insert into {TABLE} (kind, table_name, "count", what_to_do) values (?, ?, ?, ?)""",
            [REWRITTEN, table, rows, NOTHING],
        )


def note_withheld(connection: duckdb.DuckDBPyConnection, withheld: Sequence[tuple[str, str, int]]) -> list[Finding]:
    """Enter how many rows of customers who were forgotten were kept out, by (table, file, rows), and return that."""
    found = [Finding(WITHHELD, table, rows, None, name, None, FORGET_THERE) for table, name, rows in withheld]
    for each in found:
        connection.execute(
            f"""insert into {TABLE} (kind, table_name, "count", example, what_to_do) values (?, ?, ?, ?, ?)""",
            [each.kind, each.table_name, each.count, each.example, each.what_to_do],
        )
    return found


def of_this_landing(connection: duckdb.DuckDBPyConnection, first_file_id: int) -> list[Finding]:
    """What the landing whose first file got that id found, and the files that it refused."""
    rows = connection.execute(
        f"""
        select kind, table_name, "count", out_of, example, detail, what_to_do from {TABLE}
        where file_id is null or file_id >= ? order by file_id, kind, table_name, example
        """,
        [first_file_id],
    ).fetchall()
    return [Finding(*row) for row in rows]
