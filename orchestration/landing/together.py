"""Rows that are current together: which landing sent a row last, for tables whose contract says `sent_together`.

The values of a profile field that a shop sends in one landing replace the earlier ones, and one that is sent again
counts as of then. So such a table has two columns more: `_sent_file_id`, the file that sent the row last, changed or
not, and `_line`, a number that grows with the lines of that file. `_file_id` moves along only where this brings a row
back into force, so that downstream models see no change where there is none.
"""

from typing import TYPE_CHECKING

from orchestration.landing.contract import Table
from orchestration.warehouse.connections import count
from orchestration.warehouse.text import quoted

if TYPE_CHECKING:
    import duckdb

COLUMNS = {"_sent_file_id": "INTEGER", "_line": "BIGINT"}


def note_sent(connection: "duckdb.DuckDBPyConnection", table: Table, first_file_id: int) -> None:
    """Of the rows that were just appended, note their file and line."""
    if table.sent_together:
        connection.execute(
            f"""
            update raw.{quoted(table.name)} set _sent_file_id = _file_id, _line = rowid
            where _file_id >= {first_file_id} or _sent_file_id is null
            """
        )


def note_sent_again(connection: "duckdb.DuckDBPyConnection", table: Table) -> None:
    """Note the new file and line of stored rows that were sent again unchanged, which landing_outcomes tells."""
    if not table.sent_together:
        return
    target = f"raw.{quoted(table.name)}"
    connection.execute(
        f"""
        create or replace temp table landing_sent_again as
        select stored.rowid as row_id, again._sent_file_id as file_id, again._line as line,
            stored._sent_file_id as file_before
        from landing_outcomes as outcome
        join {target} as stored on stored.rowid = outcome.old_row
        join {target} as again on again.rowid = outcome.best_row
        where outcome.is_unchanged and not outcome.is_merged and outcome.old_row != outcome.best_row
        """
    )
    if not count(connection, "from landing_sent_again"):
        return
    siblings = " and ".join(f"other.{quoted(name)} = stored.{quoted(name)}" for name in table.sent_together)
    connection.execute(
        f"""
        create or replace temp table landing_back_in_force as
        select distinct sent.row_id
        from landing_sent_again as sent
        join {target} as stored on stored.rowid = sent.row_id
        join {target} as other on {siblings}
        where other._sent_file_id > sent.file_before and other._sent_file_id < sent.file_id
        """
    )
    connection.execute(
        f"""
        update {target} set
            _sent_file_id = sent.file_id,
            _line = sent.line,
            _file_id = case
                when sent.row_id in (select row_id from landing_back_in_force) then sent.file_id else _file_id
            end
        from landing_sent_again as sent where {target}.rowid = sent.row_id
        """
    )
