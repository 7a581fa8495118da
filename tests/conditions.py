"""A shop to try conditions on: what it drops, the customers that each condition must select, and one build for all.

Cases share a shop, but a case is only about the customers that it names first: those whose id begins with its
topic. Ids say what is special about a customer; data that do not matter to a case are left out. A large shop is written
on several pages (tests/cases), which are dropped and built as one.

The cases of a topic are the columns of one model, because a dbt model each would cost a minute, and because a
condition that is neither true nor false shows there. Once more they stand in one group, joined by `or`, where
conditions share what they read.
"""

import os
import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

import duckdb

from orchestration.building.dbt import Dbt
from orchestration.building.engines import DuckDB
from orchestration.landing.contract import Contract
from orchestration.landing.load import land
from orchestration.settings import WORKSHOP_FILE, Home, Settings
from orchestration.shop import Shop
from orchestration.warehouse.connections import attach_raw, attach_workshop, writing_raw
from tests import parsed, rows
from tests.rows import Row
from tests.workspace import PROJECT, Workspace

AS_OF = "2026-08-31T12:00:00Z"
SETTINGS = {
    "time_zone": "Europe/Copenhagen",
    "counted_statuses": ["delivered"],
    "cancelled_statuses": ["cancelled", "canceled"],
    "order_maturity_hours": 24,
    "phone_country_code": "45",
    "locales": ["en", "de"],
}
LONG_AGO, REFUNDED, LATER = "2025-12-01 12:00:00", "2026-06-01 12:00:00", "2026-08-31 12:00:01"
# A broken condition stops dbt while it parses, and then a group at a time; so that one build shows all of them,
# these are rendered on execution only.
ON_EXECUTION = """\
-- depends_on: {}
{{% if execute %}}
{}
{{% endif %}}
"""


@dataclass(frozen=True)
class Case:
    """`members` are the ids without the topic."""

    topic: str
    condition: str
    members: frozenset[str]

    def __str__(self) -> str:
        return f"{self.topic}: {self.condition}"


@dataclass(frozen=True)
class Built:
    """What one build made of the conditions.

    `members` and `undecided` (neither true nor false) by case; `together` by topic are the members of the group that
    joins its cases by `or`. Of the good and broken groups: `sql` is what was run, `errors` what dbt said, empty if the
    group was built.
    """

    members: dict[Case, frozenset[str]]
    undecided: dict[Case, frozenset[str]]
    together: dict[str, frozenset[str]]
    sql: dict[str, str]
    errors: dict[str, str]


@dataclass
class Conditions:
    """`tables` are landing rows by table, `tables_again` those of a second file each, `cases` what conditions must
    select. `page` begins the ids that no case names."""

    page: str = "shop"
    tables: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    tables_again: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    cases: list[Case] = field(default_factory=list)

    @classmethod
    def of(cls, *pages: "Conditions") -> "Conditions":
        """One shop of several pages."""
        shop = cls()
        for page in pages:
            for table, of_page in page.tables.items():
                shop.tables[table] += of_page
            for table, of_page in page.tables_again.items():
                shop.tables_again[table] += of_page
            shop.cases += page.cases
        return shop

    def customer(self, customer_id: str, **columns: Any) -> None:
        self.row("customers", **rows.customer(customer_id, **columns))

    def customers(self, topic: str, column: str, values: Mapping[str, Any]) -> None:
        """Customers of a topic by what one column of theirs holds."""
        for name, value in values.items():
            self.customer(f"{topic} {name}", **{column: value})

    def order(
        self, customer_id: str | None, at: str = LONG_AGO, amount: str = "100", lines: str = "", **columns: Any
    ) -> None:
        """An order that counts, unless `status` says otherwise; `lines` are product ids with blanks between, as
        `hat`, `hat*2` for two of them, or `hat*2@9.95`."""
        order_id = columns.pop("order_id", self._next("orders"))
        self.row("orders", **rows.order(order_id, customer_id, at, total_amount=amount, **columns))
        for number, text in enumerate(lines.split()):
            product_id, _, rest = text.partition("*")
            quantity, _, price = rest.partition("@")
            line = rows.order_line(order_id, product_id, number, quantity or 1, unit_price=price or None)
            self.row("order_lines", **line)

    def refund(self, order_id: str, amount: str, **columns: Any) -> None:
        self.row("refunds", **rows.refund(self._next("refunds"), order_id, amount, REFUNDED, **columns))

    def login(self, customer_id: str, *moments: str) -> None:
        for moment in moments:
            self.row("logins", **rows.login(customer_id, moment))

    def review(self, customer_id: str, at: str, **columns: Any) -> None:
        self.row("reviews", **rows.review(self._next("reviews"), customer_id, at, **columns))

    def profile(self, customer_id: str, field: str, *values: Any, set_at: str | None = LONG_AGO) -> None:
        """The values of a profile field, sent at once."""
        for value in values:
            self.row("profile_field_values", customer_id=customer_id, field=field, value=value, set_at=set_at)

    def _next(self, table: str) -> str:
        return f"{self.page}-{len(self.tables[table]):04}"

    def row(self, table: str, **columns: Any) -> None:
        self.tables[table].append(columns)

    def row_again(self, table: str, **columns: Any) -> None:
        """A row with the key of another: within one file that would be a fault."""
        self.tables_again[table].append(columns)

    def case(self, topic: str, condition: str, *members: str) -> None:
        self.cases.append(Case(topic, condition, frozenset(members)))

    def cases_of(self, topic: str, condition: str, selected: Mapping[str, str]) -> None:
        """A case for each text that takes the place of {} in `condition`; members have blanks between."""
        for text, members in selected.items():
            self.case(topic, condition.replace("{}", text), *members.split())

    def build(
        self,
        folder: Path,
        *,
        groups: Mapping[str, str] | None = None,
        good: Mapping[str, str] | None = None,
        broken: Collection[str] = (),
    ) -> Built:
        """Drop the tables, and build the cases, `groups` (SQL by key), `good` ones (SQL by any name) and a group of
        each broken condition.

        Raises:
            AssertionError: anything but a good group or a broken condition could not be built.
        """
        topics: dict[str, dict[str, Case]] = defaultdict(dict)
        for number, case in enumerate(self.cases):
            topics[case.topic][f"case_{number}"] = case
        keys = {topic: re.sub(r"\W", "_", topic) for topic in topics}
        asked = {name: f"good_{number}" for number, name in enumerate(good or {})}
        asked |= {condition: f"broken_{number}" for number, condition in enumerate(broken)}
        depends_on = " ".join(f"{{{{ ref('{model}') }}}}" for model in read_by_groups())
        shop = Workspace.open(folder, {})
        parsed.begin(shop.project, shop.home, shop.environment, SETTINGS)
        for key, sql in (groups or {}).items():
            shop.define(key, sql)
        for topic, cases in topics.items():
            shop.project.joinpath("models", "intermediate", f"cases_{keys[topic]}.sql").write_text(columns(cases))
            shop.define(f"together_{keys[topic]}", group("\n    or ".join(bracketed(case) for case in cases.values())))
        for name, sql in (good or {}).items():
            shop.define(asked[name], sql)
        for condition in broken:
            shop.define(asked[condition], ON_EXECUTION.format(depends_on, group(condition)))
        for name, tables in {"1.ndjson": self.tables, "2.ndjson": self.tables_again}.items():
            for table, sent in tables.items():
                shop.drop_rows(table, name, sent)
        messages = run_dbt(shop)
        assert {key: message for key, message in messages.items() if key not in asked.values()} == {}
        members, undecided, together = {}, {}, {}
        home = Home(shop.home)
        with duckdb.connect() as connection:
            attach_raw(connection, home)
            attach_workshop(connection, workshop_of(home))
            connection.execute("use workshop")

            def ids(topic: str, relation: str, condition: str = "true") -> frozenset[str]:
                found = connection.execute(f"select customer_id from {relation} where {condition}").fetchall()
                return frozenset(row[0].removeprefix(f"{topic} ") for row in found if row[0].startswith(f"{topic} "))

            for topic, cases in topics.items():
                together[topic] = ids(topic, f"customer_groups.together_{keys[topic]}")
                for name, case in cases.items():
                    members[case] = ids(topic, f"intermediate.cases_{keys[topic]}", name)
                    undecided[case] = ids(topic, f"intermediate.cases_{keys[topic]}", f"{name} is null")
        run = next(home.dbt_target.glob("run/*/models/customer_groups"))
        files = {condition: run / f"{key}.sql" for condition, key in asked.items()}
        return Built(
            members,
            undecided,
            together,
            {condition: file.read_text() for condition, file in files.items() if file.exists()},
            {condition: messages.get(key, "") for condition, key in asked.items()},
        )


def workshop_of(home: Home) -> Path:
    return home.building("conditions") / WORKSHOP_FILE


def read_by_groups() -> list[str]:
    """Every model that a condition may read."""
    folders = [PROJECT / "models" / name for name in ("staging", "intermediate", "marts")]
    return sorted(file.stem for folder in folders for file in folder.glob("*.sql"))


def rendered(condition: str) -> str:
    """A condition as SQL with Jinja: one that is a single call gets its braces."""
    return f"{{{{ {condition} }}}}" if re.match(r"\w+\(", condition) else condition


def bracketed(case: Case) -> str:
    return f"({rendered(case.condition)})"


def group(condition: str) -> str:
    """A group with the condition as its where clause; a whole group as it is."""
    if condition.startswith("select "):
        return condition
    return f"select customer_id\nfrom {{{{ ref('customers') }}}}\nwhere {rendered(condition)}\n"


def columns(cases: Mapping[str, Case]) -> str:
    """A model with a row per customer and a column per case."""
    listed = ",\n".join(f"    {bracketed(case)} as {name}" for name, case in cases.items())
    return f"select\n    customer_id,\n{listed}\nfrom {{{{ ref('customers') }}}}\n"


def run_dbt(shop: Workspace) -> dict[str, str]:
    """Load what the shop dropped and build its groups; the errors by model."""
    real = Shop(Settings(home=shop.home, memory_limit="1GB"), shop.project)
    with writing_raw(real) as connection:
        contract = Contract.read(real.project.landing_contract, real.project.variables)
        landed = land(connection, [real.home.landing], contract, landed_at=datetime(2027, 1, 1, tzinfo=UTC))
    assert (landed.refused, landed.rejected_rows) == ([], 0)
    DuckDB(real, workshop_of(real.home)).hand_over([])
    with patch.dict(os.environ):
        dbt = Dbt(real, variables=SETTINGS)
        dbt.parse()
        results = dbt.build("groups", {"as_of": AS_OF}, lambda event: None)
        dbt.let_go()
    assert dbt.unreadable == {}
    return {result.name: result.message for result in results if not result.succeeded}


def assert_refused(built: Built, condition: str, name: str, fault: str) -> None:
    """The error gives the file, the condition's name, what is wrong and, after a semicolon, what to do."""
    lines = [line for line in built.errors[condition].splitlines() if fault in line]
    assert len(lines) == 1, built.errors[condition] or "built"
    place, said, rest = lines[0].strip().split(": ", 2)
    assert (place[: place.rfind("_")], said) == ("models/customer_groups/broken", name)
    assert "; " in rest.split(fault, 1)[1], "no fix"


def beside(moment: str, microseconds: int = -1) -> str:
    """The moment next to `moment`, written alike."""
    return (datetime.fromisoformat(moment) + timedelta(microseconds=microseconds)).isoformat(sep=" ")
