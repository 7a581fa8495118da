"""Rules that the dbt project keeps, checked on its manifest and its files.

Each rule is a function from what it looks at to a list of faults, and each is also shown something that breaks it.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jinja2
import pytest

from tests.workspace import PROJECT

Manifest = Mapping[str, Any]

# Models other than staging that read raw tables, each with its reason.
# (Those in findings/ read what the landing says of itself.)
READS_RAW = {"touched_customers": "asks which file brought a row, which staging leaves out"}
SURVIVORS = "stg_customer_survivors"
# Staging models of customer records as they came, each with its reason.
OF_RECORDS = {
    "stg_customer_edits": "an entry is laid over the record that it was made for, before records are merged",
    "stg_edited_customers": "it stands in for records, and the models that read it merge them",
    "stg_edited_addresses": "it stands in for records, and the models that read it merge them",
}
WITHDRAWN = "macro.rollcall.is_not_withdrawn"
# Models that hand a landed table on to staging with what is known of guests, withdrawn and absorbed rows included: who
# reads one is held to what is asked of those who read the table.
LIKE_LANDED = ("base_orders", "base_customers")
# Models whose customers are looked for under every id, too.
BEFORE_MERGES = ("base_customer_contacts", "base_guest_orders")
CLOCKS = re.compile(
    r"\b(((get_)?current_(timestamp|date|time)|(current_)?local(timestamp|time)|sysdate|run_started_at|utcnow)\b"
    r"|(now|today|getdate|transaction_timestamp)\s*\(|unix_timestamp\s*\(\s*\))",
    re.IGNORECASE,
)
COMMENTS = re.compile(r"\{#.*?#\}|/\*.*?\*/|--[^\n]*", re.DOTALL)
BINARY_OR_HUGE = re.compile(r"^(hugeint|uhugeint|double|float|float4|float8|real)\b", re.IGNORECASE)


def models(manifest: Manifest, *folders: str) -> list[dict[str, Any]]:
    return [
        node
        for node in manifest["nodes"].values()
        if node["resource_type"] == "model" and (not folders or node["fqn"][1] in folders)
    ]


def without_grain(manifest: Manifest) -> list[str]:
    """Models whose description does not begin with the grain.

    Groups are left out: the materialization fixes their grain, and their description is the card that users read.
    """
    return [
        node["name"]
        for node in models(manifest)
        if node["fqn"][1] != "customer_groups" and not node["description"].startswith("One row per ")
    ]


def inexact_published_columns(manifest: Manifest) -> list[str]:
    """Published columns that lose digits, or that would once written as Parquet."""
    return [
        f"{node['name']}.{column['name']}: {column['data_type']}"
        for node in models(manifest, "publish")
        for column in node["columns"].values()
        if BINARY_OR_HUGE.match(column["data_type"] or "")
    ]


def published_without_contract(manifest: Manifest) -> list[str]:
    return [node["name"] for node in models(manifest, "publish", "marts") if not node["config"]["contract"]["enforced"]]


def reads_raw(manifest: Manifest) -> list[str]:
    """Models past staging that read raw tables without a reason."""
    return [
        node["name"]
        for node in models(manifest)
        if node["fqn"][1] not in ("staging", "findings")
        and node["name"] not in READS_RAW
        and any(name.startswith("source.") for name in node["depends_on"]["nodes"])
    ]


def keeps_absorbed_customers(manifest: Manifest) -> list[str]:
    """Staging models that leave what an absorbed customer did with the id that is no longer a customer."""
    with_customers = {
        source["unique_id"] for source in manifest["sources"].values() if "customer_id" in source["columns"]
    } | {f"model.rollcall.{name}" for name in LIKE_LANDED}
    return [
        node["name"]
        for node in models(manifest, "staging")
        if node["name"] not in (SURVIVORS, *LIKE_LANDED, *BEFORE_MERGES, *OF_RECORDS)
        and with_customers & set(node["depends_on"]["nodes"])
        and f"model.rollcall.{SURVIVORS}" not in node["depends_on"]["nodes"]
    ]


def reads_withdrawn_rows(manifest: Manifest) -> list[str]:
    """Models that read a landed table past the macro that leaves out what the shop has withdrawn.

    A model that asks which file brought a row, READS_RAW, looks at withdrawn rows on purpose: they are news, too.
    """
    faults = []
    for node in models(manifest):
        landed = ("source.rollcall.raw.", *(f"model.rollcall.{name}" for name in LIKE_LANDED))
        if node["name"] in LIKE_LANDED or not any(name.startswith(landed) for name in node["depends_on"]["nodes"]):
            continue
        called, waiting = set(), list(node["depends_on"]["macros"])
        while waiting:
            name = waiting.pop()
            if name not in called:
                called.add(name)
                waiting += manifest["macros"].get(name, {}).get("depends_on", {}).get("macros", [])
        if node["name"] not in READS_RAW and WITHDRAWN not in called:
            faults.append(node["name"])
    return faults


def touches_nobody(manifest: Manifest) -> list[str]:
    """Tables of the landing contract of which nothing says whose membership events their rows can cause.

    One with a customer_id is about that customer. Any other has to say under `touches` what it shares a column with,
    and that has to lead to customers in turn, or name one of the ways of macros/memberships/touched.sql.
    """
    tables = {source["name"]: source for source in manifest["sources"].values() if source["source_name"] == "raw"}
    faults = []
    for name, table in tables.items():
        touches = table["config"]["meta"].get("touches")
        if "customer_id" in table["columns"]:
            continue
        if not touches:
            faults.append(f"{name}: has no customer_id, and does not say whom it touches")
        elif isinstance(touches, str):
            if f"macro.rollcall.touched_{touches}" not in manifest["macros"]:
                faults.append(f"{name}: there is no macro touched_{touches}")
        else:
            for target, column in touches.items():
                shared = column in table["columns"] and column in tables.get(target, {"columns": {}})["columns"]
                if not shared:
                    faults.append(f"{name}: it does not share {column} with {target}")
                elif _leads_back(name, tables):
                    faults.append(f"{name}: what it touches leads back to it")
    return faults


def _leads_back(name: str, tables: Mapping[str, Any]) -> bool:
    """Whether a table is touched by itself, through others."""
    reached, waiting = set(), [name]
    while waiting:
        touches = tables.get(waiting.pop(), {"config": {"meta": {}}})["config"]["meta"].get("touches")
        found = set(touches) - reached if isinstance(touches, dict) else set()
        reached |= found
        waiting += found
    return name in reached


def knows_a_group(manifest: Manifest) -> list[str]:
    """Models, other than groups, that read a group by name; the union is derived from the folder."""
    groups = {node["unique_id"] for node in models(manifest, "customer_groups")}
    return [
        f"{node['name']} reads {name}"
        for node in models(manifest)
        if node["unique_id"] not in groups
        for name in node["depends_on"]["nodes"]
        if name in groups
    ]


def unnamed_tests(manifest: Manifest) -> list[str]:
    """Data tests with the name that dbt makes up: the test, the model and the column or arguments."""
    faults = []
    for node in manifest["nodes"].values():
        if node["resource_type"] == "test" and "test_metadata" in node:
            test, attached = node["test_metadata"]["name"], node["attached_node"].rsplit(".", 1)[-1]
            if node["name"].startswith(f"{test}_{attached}"):
                faults.append(node["name"])
    return faults


def clocks(files: Mapping[str, str]) -> list[str]:
    """Lines that read the clock, outside comments; all time comes from as_of()."""
    return [
        f"{name}: {line.strip()}"
        for name, text in files.items()
        for line in COMMENTS.sub("", text).splitlines()
        if CLOCKS.search(line)
    ]


def undocumented_conditions(files: Mapping[str, str], manifest: Manifest) -> list[str]:
    """Files in macros/conditions/ that are not one public condition, documented: arguments, example, section.

    Files whose name begins with _ hold what conditions share.
    """
    faults = []
    for name, text in files.items():
        condition = Path(name).stem
        macros = {
            macro.name: [argument.name for argument in macro.args]
            for macro in jinja2.Environment(extensions=["jinja2.ext.do"]).parse(text).find_all(jinja2.nodes.Macro)
        }
        if list(macros) != [condition]:
            faults.append(f"{name}: defines {', '.join(macros)}; a file holds the condition it is named after")
            continue
        documented = manifest["macros"][f"macro.rollcall.{condition}"]
        arguments = [(argument["name"], argument["type"]) for argument in documented["arguments"]]
        if not documented["description"]:
            faults.append(f"{name}: {condition} has no description")
        if [argument for argument, _ in arguments] != macros[condition]:
            faults.append(f"{name}: {condition} takes {macros[condition]}, its documentation says {arguments}")
        if not all(kind for _, kind in arguments):
            faults.append(f"{name}: {condition} has an argument without a type")
        examples = documented["config"]["meta"].get("examples", [])
        if not examples or not all(re.search(rf"\b{condition}\(", example) for example in examples):
            faults.append(f"{name}: {condition} has no example, or one of another condition")
        if not documented["config"]["meta"].get("section"):
            faults.append(f"{name}: {condition} is of no section of docs/conditions.md")
    return faults


def sql_files(*folders: str) -> dict[str, str]:
    return {
        str(file.relative_to(PROJECT)): file.read_text()
        for folder in folders
        for file in sorted((PROJECT / folder).rglob("*.sql"))
    }


def conditions() -> dict[str, str]:
    return sql_files("macros/conditions")


def test_every_model_states_its_grain(manifest: Manifest) -> None:
    assert without_grain(manifest) == []


def test_no_published_column_loses_digits(manifest: Manifest) -> None:
    assert inexact_published_columns(manifest) == []


def test_marts_and_published_models_have_contracts(manifest: Manifest) -> None:
    assert published_without_contract(manifest) == []


def test_only_staging_reads_raw_tables(manifest: Manifest) -> None:
    assert reads_raw(manifest) == []


def test_records_of_absorbed_customers_are_the_survivors(manifest: Manifest) -> None:
    assert keeps_absorbed_customers(manifest) == []


def test_every_staging_model_leaves_out_what_was_withdrawn(manifest: Manifest) -> None:
    assert reads_withdrawn_rows(manifest) == []


def test_every_landed_table_says_whose_events_it_can_cause(manifest: Manifest) -> None:
    assert touches_nobody(manifest) == []


def test_no_model_knows_a_group_by_name(manifest: Manifest) -> None:
    assert knows_a_group(manifest) == []


def test_every_data_test_is_named_by_what_broke(manifest: Manifest) -> None:
    assert unnamed_tests(manifest) == []


def test_every_condition_is_documented(manifest: Manifest) -> None:
    assert undocumented_conditions(conditions(), manifest) == []


def test_nothing_reads_the_clock() -> None:
    assert clocks(sql_files("models", "macros", "tests/dbt")) == []


def node(name: str, folder: str = "marts", **parts: Any) -> dict[str, Any]:
    """A manifest with one model, called `name`."""
    unique_id = f"model.rollcall.{name}"
    model = {
        "name": name,
        "unique_id": unique_id,
        "resource_type": "model",
        "fqn": ["rollcall", folder, name],
        "description": "",
        "columns": {},
        "config": {"contract": {"enforced": False}},
        "depends_on": {"nodes": []},
    }
    return {unique_id: model | parts}


def test_the_rules_find_models_that_break_them() -> None:
    amount = {"amount": {"name": "amount", "data_type": "DOUBLE"}, "total": {"name": "total", "data_type": "hugeint"}}
    group = node("vip", "customer_groups")
    broken: Manifest = {
        "nodes": {
            **node("published_amounts", "publish", columns=amount, description="Amounts, one row per day."),
            **node("shortcut", "memberships", depends_on={"nodes": ["source.rollcall.raw.orders", *group]}),
            **group,
            "test.rollcall.x": {
                "name": "not_null_shortcut_customer_id",
                "resource_type": "test",
                "test_metadata": {"name": "not_null"},
                "attached_node": "model.rollcall.shortcut",
            },
        }
    }
    assert without_grain(broken) == ["published_amounts", "shortcut"]
    assert inexact_published_columns(broken) == ["published_amounts.amount: DOUBLE", "published_amounts.total: hugeint"]
    assert published_without_contract(broken) == ["published_amounts"]
    assert reads_raw(broken) == ["shortcut"]
    returns = {"unique_id": "source.rollcall.raw.returns", "name": "returns", "columns": {"customer_id": {}}}
    forgetful = node("stg_returns", "staging", depends_on={"nodes": [returns["unique_id"]]})
    assert keeps_absorbed_customers({"sources": {"returns": returns}, "nodes": forgetful}) == ["stg_returns"]
    direct = forgetful["model.rollcall.stg_returns"] | {"depends_on": {"nodes": [returns["unique_id"]], "macros": []}}
    asks = {"macro.rollcall.rows": {"depends_on": {"macros": [WITHDRAWN]}}}
    careful = node("stg_careful", "staging", depends_on={"nodes": [returns["unique_id"]], "macros": list(asks)})
    assert reads_withdrawn_rows({"nodes": {"x": direct, **careful}, "macros": asks}) == ["stg_returns"]
    assert knows_a_group(broken) == ["shortcut reads model.rollcall.vip"]
    assert unnamed_tests(broken) == ["not_null_shortcut_customer_id"]


@pytest.mark.parametrize(
    ("columns", "touches", "fault"),
    [
        (["order_id"], None, "does not say whom it touches"),
        (["order_id"], {"orders": "product_id"}, "does not share product_id with orders"),
        (["order_id"], {"carts": "order_id"}, "does not share order_id with carts"),
        (["order_id"], {"returns": "order_id"}, "leads back to it"),
        (["address"], "by_pigeon", "no macro touched_by_pigeon"),
        (["customer_id"], None, ""),
        (["order_id"], {"orders": "order_id"}, ""),
    ],
)
def test_a_landed_table_that_covers_nobody_is_found(columns: list[str], touches: Any, fault: str) -> None:
    def table(name: str, columns: list[str], touches: Any) -> dict[str, Any]:
        meta = {"touches": touches} if touches else {}
        return {
            "name": name,
            "source_name": "raw",
            "columns": {each: {"name": each} for each in columns},
            "config": {"meta": meta},
        }

    tables = [table("returns", columns, touches), table("orders", ["order_id", "customer_id"], None)]
    faults = touches_nobody({"sources": {each["name"]: each for each in tables}, "macros": {}})
    assert len(faults) == bool(fault)
    assert all(fault in each for each in faults)


@pytest.mark.parametrize(
    ("sql", "found"),
    [
        ("select CURRENT_TIMESTAMP", True),
        ("where created_at < now () - interval '1' day", True),
        ("{{ run_started_at }}", True),
        ("{{ modules.datetime.datetime.now() }}", True),
        ("-- not now()\nselect 1 {# current_date #}", False),
        ("select known, current_timestamps_of_orders", False),
    ],
)
def test_the_clock_is_found_outside_comments_only(sql: str, found: bool) -> None:
    assert bool(clocks({"x.sql": sql})) == found


@pytest.mark.parametrize(
    ("text", "documented", "fault"),
    [
        ("{% macro other() %}{% endmacro %}", {}, "named after"),
        ("{% macro size(low) %}{% endmacro %}", {"description": ""}, "no description"),
        ("{% macro size(low, high) %}{% endmacro %}", {}, "its documentation says"),
        ("{% macro size(low) %}{% endmacro %}", {"arguments": [{"name": "low", "type": None}]}, "without a type"),
        ("{% macro size(low) %}{% endmacro %}", {"config": {"meta": {"section": "Looks"}}}, "no example"),
        ("{% macro size(low) %}{% endmacro %}", {"config": {"meta": {"examples": ["size(1)"]}}}, "no section"),
    ],
)
def test_a_condition_that_is_not_documented_is_found(text: str, documented: dict[str, Any], fault: str) -> None:
    macro = {
        "description": "How tall.",
        "arguments": [{"name": "low", "type": "int"}],
        "config": {"meta": {"section": "Looks", "examples": ["size(1)"]}},
    }
    faults = undocumented_conditions({"size.sql": text}, {"macros": {"macro.rollcall.size": macro | documented}})
    assert len(faults) == 1 and fault in faults[0]
