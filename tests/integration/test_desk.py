"""What an analyst asks the desk on the command line, beside what is published."""

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

import duckdb
import pytest

from orchestration.desk.asking import NotAnswered, question
from orchestration.desk.compiling import Draft
from orchestration.desk.preview import preview as previewed
from orchestration.desk.rendering import Renderer
from orchestration.errors import RollcallError
from orchestration.publishing.generations import current
from orchestration.sample.shop import SampleShop, write_shop
from orchestration.settings import Settings
from orchestration.shop import Shop
from tests.commands import Ended
from tests.workspace import Workspace

NIGHT = "2026-11-01T00:00:00Z"
CUSTOMERS = "select customer_id\nfrom {{ ref('customers') }}\n"
GROUPS = {
    "vip": CUSTOMERS
    + "where {{ total_purchases('more than', 5000) }}\n    and {{ number_of_orders('more than', 3) }}\n",
    "recent": CUSTOMERS + "where {{ number_of_orders('at least', 3, last='90 days') }}\n",
    "seldom": CUSTOMERS
    + "where {{ number_of_orders('less than', 2, last='90 days') }} and not {{ in_group('vip') }}\n",
    "best": CUSTOMERS + "where {{ top_customers('10 %') }} or order_count > 40 -- often\n",
    "buyers": CUSTOMERS + "where order_count > 0\ngroup by customer_id\n",
}


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A shop after its first night; somebody was added to vip by hand."""
    shop = Workspace.open(tmp_path_factory.mktemp("desk"), GROUPS)
    write_shop(shop.home / "landing", SampleShop(customers=500, orders=3000))
    shop.drop("manual_members", "vip.csv", "group_key,action,customer_id,entered_at,entered_by,reason\n"
              "vip,add,c10000002,2026-10-01T00:00:00Z,maja,a friend\n")  # fmt: skip
    night = shop.nightly(NIGHT)
    assert night.code in (0, 3), night.err
    return shop


def answered(ended: Ended) -> Any:
    assert ended.code == 0, ended.err
    return json.loads(ended.out)


def preview(shop: Workspace, *arguments: str) -> Any:
    return answered(shop.run("preview", *arguments, "--json"))


def contents(folder: Path, *but: str) -> dict[str, str]:
    return {
        str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and file.relative_to(folder).parts[0] not in but
    }


@pytest.mark.parametrize("key", GROUPS)
def test_an_unchanged_file_selects_what_is_published(shop: Workspace, key: str) -> None:
    found = preview(shop, key)
    assert (found["joins"], found["leaves"]) == (0, 0)
    assert found["size"] == found["before"] == len(shop.members(key))
    if key == "buyers":
        assert (found["conditions"], found["unsplit"]) == ([], "it has a group by")
    else:
        assert found["tree"]["satisfied_by"] == found["selected"]


def test_another_definition_is_compared_with_the_group_that_is_named(shop: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "more.sql"
    file.write_text(GROUPS["vip"].replace("5000", "1000"))
    found = preview(shop, "vip", "--file", str(file))
    rule = "total_spent > {} and order_count > 3"
    ((wanted, joins),) = shop.query(
        f"select count(*) filter (where {rule.format(1000)}), count(*) filter (where {rule.format(1000)}"
        " and not list_contains(groups, 'vip')) from customers"
    )
    assert (found["selected"], found["joins"], found["leaves"]) == (wanted, joins, 0)
    alone = {each["condition"]: each["kept_out_by_it_alone"] for each in found["conditions"]}
    ((spent, ordered),) = shop.query(
        "select count(*) filter (where total_spent <= 1000 and order_count > 3), count(*) filter (where"
        " total_spent > 1000 and order_count <= 3) from customers"
    )
    assert list(alone.values()) == [spent, ordered]
    assert preview(shop, "--file", str(file))["joins"] is None


def test_a_rule_is_previewed_as_the_group_that_it_would_become(shop: Workspace, tmp_path: Path) -> None:
    rule = tmp_path / "rule.yml"
    rule.write_text("all:\n  - {measure: count, of: orders, op: gt, value: 3}\n")
    found = preview(shop, "--rule", str(rule))
    ((wanted,),) = shop.query("select count(*) from customers where order_count > 3")
    assert found["size"] == wanted


def test_the_sample_has_what_the_conditions_look_at(shop: Workspace) -> None:
    found = preview(
        shop, "--sql", CUSTOMERS + "where {{ has_email() }} and {{ number_of_orders('at least', 1, last='90 days') }}"
    )
    assert found["sample"]["columns"] == ["customer_id", "email", "record_count"]
    assert all(row[2] >= 1 for row in found["sample"]["rows"])


def test_data_that_landed_since_is_told_apart_from_what_the_definition_does(shop: Workspace, tmp_path: Path) -> None:
    behind = Workspace(shop.project, tmp_path / "var")
    shutil.copytree(shop.home, behind.home, symlinks=True)
    order = {"order_id": "new", "customer_id": "c10000001", "ordered_at": "2026-10-20T00:00:00Z", "status": "delivered",
             "total_amount": 9000, "currency": "DKK"}  # fmt: skip
    rows = [{**order, "order_id": f"new{number}"} for number in range(5)]
    behind.drop_rows("orders", "later.ndjson", rows)
    assert behind.run("land").code == 0
    found = preview(behind, "recent")
    assert found["behind"] is not None and found["is_recounted"]
    assert (found["joins"], found["leaves"]) == (0, 0)
    said = behind.run("preview", "recent")
    assert "the published definition on the same data" in said.out and "a file has landed since then" in said.out


HALF_TYPED = {
    CUSTOMERS + "where {{ number_of_orders('at least', 3 }}": "line 3: the Jinja cannot be read",
    CUSTOMERS + "where {{ number_of_orders('at least', 3) }}\n and (": "line 4: syntax error",
    CUSTOMERS
    + "where {{ number_of_order('at least', 3) }}": "line 3: there is no condition number_of_order; did you mean",
    CUSTOMERS + "where {{ number_of_orders('atleast', 3) }}": "line 3: number_of_orders: unknown operator 'atleast'",
    CUSTOMERS + "where\n order_cuont > 3": "line 4: Binder Error: there is no column order_cuont",
    CUSTOMERS + "where {{ in_group('nobody') }}": "there is no group or model 'nobody'",
    "": "it is empty",
    "select * from {{ ref('customers') }}": "select customer_id and nothing else",
    "select customer_id from {{ ref('orders') }} where customer_id is not null": "customers more than once",
}


@pytest.fixture(scope="module")
def asked(shop: Workspace) -> Iterator[Callable[[str], str]]:
    """What typed SQL is answered with when it fails, in this process: dbt reads the project once."""
    desk = Shop(Settings(home=shop.home), shop.project)
    generation = current(desk.home.published)
    assert generation is not None
    with patch.dict(os.environ, shop.environment), Renderer(desk) as renderer:

        def refusal(sql: str) -> str:
            with pytest.raises(RollcallError) as told:
                previewed(renderer, desk, generation, Draft(sql, "--sql"))
            return str(told.value)

        yield refusal


@pytest.mark.parametrize(("sql", "said"), HALF_TYPED.items())
def test_what_is_half_typed_is_told_with_its_line(asked: Callable[[str], str], sql: str, said: str) -> None:
    assert said in asked(sql)


def test_a_fault_is_one_line_and_an_exit_code(shop: Workspace) -> None:
    ended = shop.run("preview", "--sql", CUSTOMERS + "where order_count >")
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.startswith("--sql: line 3: syntax error") and ended.err.count("\n") == 1


HOSTILE = [
    "select 1; select customer_id from {{ ref('customers') }}",
    "copy (select 1) to 'stolen.csv'",
    "attach 'stolen.duckdb'",
    "pragma database_list",
    "set memory_limit = '1TB'",
    "create table workshop.main.x as select 1",
    "select customer_id from read_csv('/etc/passwd')",
    "select customer_id from '/etc/passwd'",
    CUSTOMERS + "where country in (select content from read_text('/etc/passwd'))",
    CUSTOMERS + "where country = getenv('HOME')",
    CUSTOMERS + "where 1 = 1) union all (select customer_id from published.main.group_memberships",
    "select customer_id from published.main.group_memberships",
    "{% do run_query(\"copy (select 1) to 'stolen.csv'\") %}" + CUSTOMERS,
    "{{ run_query('select 1') }}",
    "{% call statement('x') %}create table x as select 1{% endcall %}",
    "{% endcall %}{% do run_query('select 1') %}{% call laid_out('vip') %}",
    CUSTOMERS + "where {{ adapter.execute('select 1') }}",
    CUSTOMERS + "where {{ ''.__class__.__mro__ }}",
    "{% include 'secret' %}",
    CUSTOMERS + "where now() > created_at",
]


def test_hostile_texts_are_refused_and_change_nothing(shop: Workspace, asked: Callable[[str], str]) -> None:
    project, home = contents(shop.project), contents(shop.home, "logs", "tmp", "dbt_beside")
    for sql in HOSTILE:
        assert asked(sql).startswith("--sql: "), sql
    for key in ("../../etc/passwd", "x') %}{% do run_query('select 1') %}{% call laid_out('x", "vip'; drop table x --"):
        assert shop.run("preview", key).code == 1
        assert shop.run("preview", key, "--sql", CUSTOMERS).code == 1
        assert shop.run("explain", key, "c10000001").code == 1
    assert shop.run("explain", "vip", "c10000001' or true --").code == 1
    assert contents(shop.project) == project
    assert contents(shop.home, "logs", "tmp", "dbt_beside") == home


def test_each_save_is_answered_and_a_fault_ends_nothing(shop: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "typed.sql"
    file.write_text(CUSTOMERS + "where order_count > 3")
    watching = shop.start("preview", "--file", str(file), "--watch", "--json")
    assert watching.stdout is not None and watching.stderr is not None
    try:
        first = json.loads(watching.stdout.readline())
        file.write_text(CUSTOMERS + "where order_count >")
        assert "line 3: syntax error" in watching.stderr.readline()
        file.write_text(CUSTOMERS + "where {{ in_group('nobody') }}")
        assert "there is no group or model 'nobody'" in watching.stderr.readline()
        file.write_text(CUSTOMERS + "where order_count > 30")
        second = json.loads(watching.stdout.readline())
    finally:
        watching.send_signal(signal.SIGINT)
        watching.wait(60)
    assert first["size"] > second["size"] > 0
    assert "Traceback" not in watching.stderr.read()


WITHOUT_DBT = """
import sys
from orchestration.cli import app
app(["preview", "vip", "--json"], standalone_mode=False)
sys.exit("dbt" in sys.modules)
"""


def test_what_was_rendered_before_is_answered_without_dbt(shop: Workspace) -> None:
    preview(shop, "vip")
    again = subprocess.run(
        [sys.executable, "-c", WITHOUT_DBT], cwd=shop.project, env=shop.environment, capture_output=True, text=True
    )
    assert again.returncode == 0, again.stderr
    assert json.loads(again.stdout)["joins"] == 0


def test_a_macro_that_has_changed_is_rendered_anew(shop: Workspace) -> None:
    asked = ("--sql", CUSTOMERS + "where {{ has_email() }}")
    macro = shop.project / "macros" / "conditions" / "customers" / "has_email.sql"
    before = macro.read_text()
    assert preview(shop, *asked)["size"] > 0
    try:
        macro.write_text(before.replace("coalesce(", "1 = 0 and coalesce("))
        assert preview(shop, *asked)["size"] == 0
    finally:
        macro.write_text(before)


def test_an_endless_query_ends_with_ctrl_c(shop: Workspace) -> None:
    orders = ", ".join(f"{{{{ ref('orders') }}}} as o{number}" for number in range(6))
    rendered = shop.home / "dbt_beside" / "rendered"
    before = set(rendered.iterdir())
    asking = shop.start("preview", "--sql", CUSTOMERS + f"where (select count(*) from {orders}) > 5")
    while set(rendered.glob("*.json")) <= before and asking.poll() is None:
        time.sleep(0.1)
    time.sleep(2)
    asking.send_signal(signal.SIGINT)
    _, said = asking.communicate(timeout=60)
    assert asking.returncode != 0
    assert "longer than" not in said and "Rollcall's own" not in said and "Traceback" not in said, said


def test_a_question_that_takes_too_long_is_given_up(shop: Workspace) -> None:
    desk = Shop(Settings(home=shop.home), shop.project)
    generation = current(desk.home.published)
    assert generation is not None
    draft = Draft("select 1", "typed.sql")
    orders = ", ".join(f"workshop.marts.orders as o{number}" for number in range(6))
    with (
        pytest.raises(NotAnswered, match=r"typed\.sql: it takes longer than 0\.5 seconds; look for a join"),
        question(desk, generation, draft, seconds=0.5) as connection,
    ):
        connection.execute(f"select count(*) from {orders} where o0.total_amount + o1.total_amount > 0")


def test_without_a_generation_the_desk_says_to_run_a_night(tmp_path: Path) -> None:
    shop = Workspace.open(tmp_path, GROUPS)
    for command in (["preview", "vip"], ["explain", "vip", "c10000001"]):
        ended = shop.run(*command)
        assert ended.code == 1 and "run `rollcall nightly`" in ended.err


def test_a_workshop_of_another_version_is_told(shop: Workspace, tmp_path: Path) -> None:
    other = Workspace(shop.project, tmp_path / "var")
    shutil.copytree(shop.home, other.home, symlinks=True)
    workshop = other.current / "workshop.duckdb"
    workshop.chmod(0o600)
    with duckdb.connect(str(workshop)) as connection:
        connection.execute("attach ':memory:' as landed; drop view marts.orders")
    ended = other.run("preview", "--sql", CUSTOMERS + "where {{ total_purchases('more than', 1, last='90 days') }}")
    assert ended.code == 1 and "has not built orders" in ended.err
    workshop.write_bytes(b"what another version wrote" * 1000)
    ended = other.run("preview", "vip")
    assert ended.code == 1 and "it may be of another version: run `rollcall nightly`" in ended.err
    workshop.unlink()
    assert "has no workshop" in other.run("explain", "vip", "c10000001").err


def explained(shop: Workspace, key: str, customer: str) -> Any:
    return answered(shop.run("explain", key, customer, "--json"))


def test_each_condition_tells_what_it_found_and_what_is_missing(shop: Workspace) -> None:
    ((customer, spent),) = shop.query(
        "select customer_id, total_spent from customers where total_spent between 100 and 4000 and order_count > 3"
        " and not list_contains(groups, 'vip') order by customer_id limit 1"
    )
    found = explained(shop, "vip", customer)
    assert (found["is_member"], found["by_rule"]) == (False, False)
    purchases, orders = found["conditions"]
    assert (purchases["condition"], purchases["verdict"]) == ("{{ total_purchases('more than', 5000) }}", False)
    (evidence,) = purchases["evidence"]
    assert (evidence["looked_at"], evidence["operator"], evidence["found"]) == ("total_spent", ">", str(spent))
    assert evidence["missing"] == f"more than {5000 - spent} more"
    assert orders["verdict"] and orders["evidence"][0]["missing"] is None


def test_of_records_the_value_that_is_compared_is_told(shop: Workspace) -> None:
    ((customer,),) = shop.query(
        "select customer_id from customers where last_ordered_at < timestamp '2026-01-01' order by customer_id limit 1"
    )
    (recent,) = explained(shop, "recent", customer)["conditions"]
    assert recent["evidence"][0] == {
        "looked_at": "record_count", "found": None, "operator": ">=", "needed": [3], "holds": None, "missing": "3 more",
    }  # fmt: skip
    seldom, _ = explained(shop, "seldom", customer)["conditions"]
    assert seldom["verdict"] and seldom["evidence"][0]["operator"] == "<"
    best = explained(shop, "best", customer)["conditions"]
    assert best[0]["evidence"][0]["looked_at"] == "place"
    assert best[1]["condition"] == "order_count > 40"


def test_an_entry_by_hand_and_since_when_are_told(shop: Workspace) -> None:
    found = explained(shop, "vip", "c10000002")
    assert found["is_member"] and found["by_hand"]["entered_by"] == "maja"
    assert found["joined_at"] == NIGHT and found["events"][0]["cause"] == "manual"
    shown = shop.run("explain", "vip", "c10000002").out
    assert "added by hand by maja" in shown and "a friend" in shown and "joined 2026-11-01 00:00, by manual" in shown


def test_sql_that_cannot_be_split_is_explained_as_in_or_out(shop: Workspace) -> None:
    ((customer,),) = shop.query("select customer_id from customers where order_count > 0 order by customer_id limit 1")
    found = explained(shop, "buyers", customer)
    assert found["is_member"] and found["by_rule"] and found["conditions"] == []
    assert "cannot be split into conditions: it has a group by" in shop.run("explain", "buyers", customer).out


def test_who_is_not_there_is_told(shop: Workspace) -> None:
    assert "no customer 'nobody'" in shop.run("explain", "vip", "nobody").err
    assert "the group 'nothing' is not published" in shop.run("explain", "nothing", "c10000001").err
