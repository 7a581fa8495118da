"""Entries of a ledger that were made here and that the shop has sent back, for tables whose contract says `sent_back`.

Such a table has one column more, `_is_sent_back`: an entry that the shop sends back as it was made stays the stored
row, and so its `_file_id` goes on naming the file of the inbox. One that comes back changed is a row of the shop's.
"""

from typing import TYPE_CHECKING

from orchestration.landing.contract import Table
from orchestration.warehouse.text import literal, quoted

if TYPE_CHECKING:
    import duckdb

COLUMNS = {"_is_sent_back": "BOOLEAN"}


def note_sent_back(connection: "duckdb.DuckDBPyConnection", table: Table) -> None:
    """Of stored rows that the inbox brought and that stay (landing_kept), note those that the shop has sent again."""
    if not table.sent_back:
        return
    target = f"raw.{quoted(table.name)}"
    files = f"select file_id from raw.landed_files where table_name = {literal(table.name)}"
    connection.execute(
        f"""
        update {target} set _is_sent_back = true
        from landing_contenders as again
        where
            {table.same_key("again", target)}
            and not again.is_old
            and again._file_id in ({files} and came_from is distinct from 'inbox')
            and {target}._file_id in ({files} and came_from = 'inbox')
            and {target}.rowid in (select row_id from landing_kept)
        """
    )
