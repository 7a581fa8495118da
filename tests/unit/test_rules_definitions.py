"""Group definitions as files: what is written from a rule, what is never overwritten, and what may be taken away."""

from pathlib import Path

import pytest
import yaml

from orchestration.groups.files import DefinitionError, GroupNameError, remove_group
from orchestration.rules.definitions import Card, card_file, write_group
from orchestration.rules.faults import RuleError
from orchestration.settings import Project
from tests.workspace import Workspace

DANES = "select customer_id\nfrom {{ ref('customers') }}\nwhere country = 'DK'\n"
RULE = "{field: customer.country, op: eq, value: DK}"


@pytest.fixture
def shop(tmp_path: Path) -> Workspace:
    return Workspace.open(tmp_path, {"danes": DANES})


@pytest.fixture
def project(shop: Workspace) -> Project:
    return Project(shop.project)


@pytest.fixture
def rule(tmp_path: Path) -> Path:
    file = tmp_path / "rule.yml"
    file.write_text(RULE)
    return file


def files(project: Project) -> set[str]:
    return {file.name for file in project.groups.rglob("*")}


def test_a_rule_becomes_a_file_and_a_card(project: Project, rule: Path) -> None:
    card = Card(name="Danes: all", icon="🇩🇰", description="People o'Denmark.", owner="team:crm")
    write_group(project, "vip", rule, card)
    assert (project.groups / "vip.sql").read_text() == (
        "select customer_id\nfrom {{ ref('customers') }}\nwhere {{ field('customer.country', 'is', 'DK') }}\n"
    )
    assert (project.groups / "vip.yml").read_text() == (
        "version: 2\n"
        "\n"
        "models:\n"
        "  - name: vip\n"
        "    description: People o'Denmark.\n"
        "    config:\n"
        "      meta:\n"
        "        name: 'Danes: all'\n"
        "        icon: 🇩🇰\n"
        "        owner: team:crm\n"
    )
    assert files(project) == {"danes.sql", "vip.sql", "vip.yml"}


def test_without_anything_to_say_there_is_no_card(project: Project, rule: Path) -> None:
    write_group(project, "vip", rule, Card())
    assert files(project) == {"danes.sql", "vip.sql"}


@pytest.mark.parametrize(
    "text",
    ["plain", "null", "yes", "2024-05-15", "a: b # c", "- x", 'it\'s "both"', "two\nlines", "🎉", " x ", "%", "}}"],
)
def test_a_card_gives_back_what_was_said(text: str) -> None:
    document = yaml.safe_load(card_file("yes", Card(text, text, text, text)))
    (model,) = document["models"]
    assert model == {
        "name": "yes",
        "description": text,
        "config": {"meta": {"name": text, "icon": text, "owner": text}},
    }
    assert yaml.safe_load(card_file("vip", Card(description=text)))["models"] == [{"name": "vip", "description": text}]


@pytest.mark.parametrize(
    ("text", "part"),
    [("{{ 1 }}", "'{{'"), ("{% x %}", "'{%'"), ("{# x", "'{#'"), ("", "empty"), ("a\0", "take it out")],
)
def test_a_card_that_dbt_would_run_or_cannot_hold_is_refused(
    text: str, part: str, project: Project, rule: Path
) -> None:
    with pytest.raises(DefinitionError, match="--description: ") as error:
        write_group(project, "vip", rule, Card(description=text))
    assert part in str(error.value)
    assert files(project) == {"danes.sql"}


@pytest.mark.parametrize("key", ["VIP", "2nd", "a;b", "../x", "a b", "", "a" * 49, "vip\n"])
def test_a_key_that_cannot_be_one_is_refused(key: str, project: Project, rule: Path) -> None:
    with pytest.raises(GroupNameError, match="cannot be a group key; use a-z"):
        write_group(project, key, rule, Card())
    assert files(project) == {"danes.sql"}


@pytest.mark.parametrize(
    ("taken_by", "key"),
    [
        ("customer_groups/danes.sql", "danes"),
        ("customer_groups/Vip.sql", "vip"),
        ("customer_groups/vip.yml", "vip"),
        ("customer_groups/old/vip.sql", "vip"),
        ("marts/orders.sql", "orders"),
    ],
)
def test_a_key_that_is_taken_is_refused_and_nothing_overwritten(
    taken_by: str, key: str, project: Project, rule: Path
) -> None:
    file = project.directory / "models" / taken_by
    file.parent.mkdir(exist_ok=True)
    if not file.exists():
        file.write_text("mine")
    before = {each: each.read_text() for each in project.groups.rglob("*.*")}
    with pytest.raises(GroupNameError, match=f"'{key}' is taken by models/{taken_by}; choose another key"):
        write_group(project, key, rule, Card(name="x"))
    assert {each: each.read_text() for each in project.groups.rglob("*.*")} == before


def test_a_rule_may_name_the_groups_that_there_are(project: Project, tmp_path: Path) -> None:
    file = tmp_path / "rule.yml"
    file.write_text("{not: [{group: danes}]}")
    write_group(project, "others", file, Card())
    file.write_text("{not: [{group: dane}]}")
    with pytest.raises(
        RuleError, match=r"rule\.yml: rule\.not\[0\]\.group: there is no group 'dane'; did you mean 'danes'"
    ):
        write_group(project, "vip", file, Card())
    file.write_text("{group: vip}")
    with pytest.raises(RuleError, match="there is no group 'vip'"):
        write_group(project, "vip", file, Card())


def test_a_group_goes_with_its_card(shop: Workspace, project: Project) -> None:
    shop.write_card("danes", "version: 2\nmodels: [{name: danes}]\n")
    shop.define("others", DANES)
    assert [file.name for file in remove_group(project, "danes")] == ["danes.yml", "danes.sql"]
    assert files(project) == {"others.sql"}


def test_a_group_in_a_folder_of_its_own_goes_too(shop: Workspace, project: Project) -> None:
    (shop.groups / "old").mkdir()
    shop.define("old/vip", DANES)
    remove_group(project, "vip")
    assert files(project) == {"danes.sql", "old"}


def test_an_unknown_group_is_answered_with_those_it_resembles(project: Project) -> None:
    with pytest.raises(GroupNameError, match="there is no group 'dane'; did you mean danes"):
        remove_group(project, "dane")


@pytest.mark.parametrize(
    "read",
    [
        "{{ in_group('danes') }}",
        '{{ in_group( "danes" ) }}',
        "customer_id in (select customer_id from {{ ref('danes') }})",
        "customer_id in (select customer_id from {{ ref('rollcall', 'danes') }})",
        "true -- {{ in_group('danes') }}",
    ],
)
def test_a_group_that_another_one_reads_stays(read: str, shop: Workspace, project: Project) -> None:
    shop.define("vip", f"select customer_id from {{{{ ref('customers') }}}} where {read}\n")
    with pytest.raises(
        DefinitionError, match=r"^models/customer_groups/vip\.sql: reads the group 'danes'; take that out"
    ):
        remove_group(project, "danes")
    assert files(project) == {"danes.sql", "vip.sql"}


@pytest.mark.parametrize("read", ["{{ in_group('danes2') }}", "country = 'danes'", "{# in_group('danes') #} true"])
def test_a_name_that_only_resembles_holds_nothing_up(read: str, shop: Workspace, project: Project) -> None:
    shop.define("vip", f"select customer_id from {{{{ ref('customers') }}}} where {read}\n")
    remove_group(project, "danes")
    assert files(project) == {"vip.sql"}


def test_a_card_that_describes_others_too_stays(shop: Workspace, project: Project) -> None:
    shop.write_card("danes", "version: 2\nmodels: [{name: danes}, {name: vip}]\n")
    with pytest.raises(DefinitionError, match=r"danes\.yml: describes vip too"):
        remove_group(project, "danes")
    assert files(project) == {"danes.sql", "danes.yml"}


def test_a_card_that_cannot_be_read_goes_too(shop: Workspace, project: Project) -> None:
    shop.write_card("danes", "models: [")
    remove_group(project, "danes")
    assert files(project) == set()
