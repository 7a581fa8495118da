"""Whether the shop's currency is set: its orders say so before a night adds them up.

Belongs here: the one fault that makes every amount of a shop unknown. What amounts come to is the models' affair.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb

from orchestration.errors import RollcallError

CODE = "coalesce(nullif(upper(trim(currency)), ''), ?)"


class WrongCurrency(RollcallError):
    """The var `currency` is another than that of all orders; the message has the line to change."""


def require_shop_currency(
    connection: duckdb.DuckDBPyConnection, project_file: Path, variables: Mapping[str, Any]
) -> None:
    """Nothing, unless no exchange rate has landed and all orders are in one currency, another than the shop's.

    `project_file` is dbt_project.yml, `variables` its vars with what overrides them.

    Raises:
        WrongCurrency: they are.
    """
    shop = str(variables.get("currency") or "").strip().upper()
    if connection.execute("select 1 from raw.exchange_rates where deleted_at is null limit 1").fetchone():
        return
    # The distinct spellings first: there are few, and many orders.
    codes = connection.execute(
        f"select distinct {CODE} from (select distinct currency from raw.orders where deleted_at is null) limit 2",
        [shop],
    ).fetchall()
    if len(codes) != 1 or codes[0][0] == shop:
        return
    raise WrongCurrency(
        f"{_place(project_file)}: currency is {shop or 'empty'}, and every order is in {codes[0][0]}, without a rate in"
        f" exchange_rates; write there `currency: {codes[0][0]}`, or land the rates"
    )


def _place(project_file: Path) -> str:
    """The file, with the line that sets the var, if it has one."""
    lines = project_file.read_text(encoding="utf-8").splitlines()
    found = [number for number, line in enumerate(lines, start=1) if re.match(r"\s+currency:", line)]
    return f"{project_file.name}, line {found[0]}" if found else project_file.name
