"""Rows that replace all earlier ones of the same thing: the lines of an order, where the contract says `replaces`.

Belongs here: taking out earlier rows that were not sent again. Does not belong here: rows of one key (upsert.py).

What is sent in one landing counts together, over all its files; a row that only withdraws replaces nothing.
"""

import duckdb

from orchestration.landing.contract import Table
from orchestration.landing.fold import WITHDRAWN, has
from orchestration.warehouse.connections import count
from orchestration.warehouse.text import quoted


def gather(connection: duckdb.DuckDBPyConnection, table: Table, new: str, old: str) -> None:
    """Fill landing_replaced with the old rows (row_id, thing) whose thing was sent, but not they.

    Call it while all rows that were sent are still in the table.
    """
    thing = quoted(str(table.replaces))
    is_sent = f"{thing} is not null" + (f" and {quoted(WITHDRAWN)} is null" if has(table, WITHDRAWN) else "")
    connection.execute(
        f"""
        create or replace temp table landing_replaced as
        select row_id, {thing} as thing from {old} as earlier
        where {thing} in (select {thing} from {new} where {is_sent})
            and not exists (select 1 from {new} as later where {table.same_key("earlier", "later")})
        """
    )


def take_out(connection: duckdb.DuckDBPyConnection, table: Table, first_file_id: int) -> None:
    """Delete the rows of landing_replaced; what is left of their things counts as changed by this landing."""
    if not count(connection, "from landing_replaced"):
        return
    target, thing = f"raw.{quoted(table.name)}", quoted(str(table.replaces))
    if has(table, "customer_id"):
        connection.execute(
            f"""
            insert into raw.replaced_customers
            select {first_file_id}, customer_id from {target}
            where rowid in (select row_id from landing_replaced) and customer_id is not null
            """
        )
    connection.execute(f"delete from {target} where rowid in (select row_id from landing_replaced)")
    connection.execute(
        f"""
        update {target} set _file_id = {first_file_id}
        where _file_id < {first_file_id} and {thing} in (select thing from landing_replaced)
        """
    )
