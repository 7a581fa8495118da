"""Rules as they come: from YAML and JSON, from programs, nested deep, and files that hold no rule at all."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from orchestration.rules.faults import RuleError
from orchestration.rules.reading import read_rule, rule_of
from orchestration.rules.sql import group_sql
from tests.conformance.shops import shops_of
from tests.unit.rules import CASES, faults_of, shop, sql_of


def nested(levels: int) -> dict[str, Any]:
    rule: dict[str, Any] = {"group": "vip"}
    for level in range(levels):
        rule = {("all", "any", "not")[level % 3]: [rule, {"group": "students"}]}
    return rule


@pytest.mark.parametrize("levels", [1, 30, 50])
def test_nesting_works_to_fifty_levels(levels: int) -> None:
    assert sql_of(nested(levels)).count("in_group") == levels + 1


@pytest.mark.parametrize("levels", [51, 60, 100, 400])
def test_deeper_nesting_is_refused(levels: int) -> None:
    with pytest.raises(RuleError, match=r"^rule: rule\.[a-z]+\[0\].*(more than 50 levels|far too) deep; give an inner"):
        rule_of(nested(levels), shop())


def test_nesting_beyond_what_a_parser_stands_is_refused(tmp_path: Path) -> None:
    (fault,) = faults_of("[" * 5000, tmp_path)
    assert "nested far too deep" in fault
    (fault,) = faults_of('{"all":[' * 20000, tmp_path, "vip.json")
    assert "nested far too deep" in fault


def test_aliases_that_multiply_are_refused_soon(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 10)}]" for level in range(1, 9)]
    (fault,) = faults_of("\n".join(lines), tmp_path)
    assert "more than 500,000 values" in fault


def test_an_alias_stands_for_what_it_names(tmp_path: Path) -> None:
    file = tmp_path / "vip.yml"
    file.write_text("any: [&dk {field: customer.country, op: eq, value: DK}, {not: [*dk]}]")
    assert read_rule(file, shop()) == rule_of(yaml.safe_load(file.read_text()), shop())


@pytest.mark.parametrize(
    ("content", "part"),
    [
        (b"{field: [", "line 1"),
        (b"a: b: c", "line 1"),
        (b"{group: a}\n---\n{group: b}", "document"),
        (b"\xff\xfe", "byte 0 is not UTF-8"),
        (b"{group: a\x00}", "YAML"),
        (b"\t{group: a}\tx", "fix"),
    ],
)
def test_a_file_that_is_not_yaml_is_refused_plainly(content: bytes, part: str, tmp_path: Path) -> None:
    file = tmp_path / "vip.yml"
    file.write_bytes(content)
    with pytest.raises(RuleError) as error:
        read_rule(file, shop())
    assert str(error.value).startswith(f"{file}: ") and part in str(error.value)
    assert len(str(error.value).splitlines()) == 1


@pytest.mark.parametrize(
    ("content", "part"),
    [
        ('{"group": "a",}', "line 1"),
        ('{"group": "a", "group": "b"}', "'group' appears twice"),
        ('{"measure": "count", "of": "orders", "op": "gte", "value": NaN}', "NaN is not a number"),
        ('{"field": "customer.email", "op": "eq", "value": "\\ud800"}', "take it out"),
    ],
)
def test_a_file_that_is_not_json_is_refused_plainly(content: str, part: str, tmp_path: Path) -> None:
    (fault,) = faults_of(content, tmp_path, "vip.json")
    assert part in fault


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match=r"nowhere\.yml: cannot be read \(No such file.*; give the path"):
        read_rule(tmp_path / "nowhere.yml", shop())
    with pytest.raises(RuleError, match="cannot be read"):
        read_rule(tmp_path, shop())


EVERYTHING = {
    "all": [
        {"field": "customer.created_at", "op": "after", "value": "2024-05-15"},
        {"field": "profile.height", "op": "between", "value": [1.5, 2]},
        {"field": "profile.æøå 🎉", "op": "in", "value": ["NO", "no", "7", 7, True, "2024-05-15", "12:30", "0650", ""]},
        {"measure": "sum", "of": "orders", "field": "amount", "op": "lt", "value": 99.95},
    ]
}


@pytest.mark.parametrize("name", ["vip.json", "vip.yml", "vip.yaml", "vip"])
def test_json_and_yaml_of_a_rule_are_the_same_rule(name: str, tmp_path: Path) -> None:
    for text in (json.dumps(EVERYTHING), json.dumps(EVERYTHING, indent="\t"), yaml.safe_dump(EVERYTHING)):
        if name == "vip.json" and not text.startswith("{"):
            continue
        (tmp_path / name).write_text(text)
        assert read_rule(tmp_path / name, shop()) == rule_of(EVERYTHING, shop())


def test_yaml_means_what_is_written(tmp_path: Path) -> None:
    file = tmp_path / "vip.yml"
    file.write_text("{field: profile.x, op: in, value: [NO, on, 12:30, 0650, 2024-05-15, 2024-05-15T12:00:00Z, 1.50]}")
    assert sql_of_file(file) == (
        "{{ field('profile.x', 'is one of',"
        " ['NO', 'on', '12:30', '0650', '2024-05-15', '2024-05-15T12:00:00Z', 1.50]) }}"
    )


def test_amounts_keep_their_digits(tmp_path: Path) -> None:
    for name in ("vip.yml", "vip.json"):
        file = tmp_path / name
        file.write_text('{"field": "profile.x", "op": "in", "value": [1234567890123456.75, 0.1, 0.00001, 12]}')
        assert "['1234567890123456.75', 0.1, '0.00001', 12]" in sql_of_file(file)


def sql_of_file(file: Path) -> str:
    return group_sql(read_rule(file, shop()), shop()).partition("where ")[2].strip()


def test_dates_that_a_yaml_reader_made_are_texts_again() -> None:
    rule = yaml.safe_load("{field: profile.x, op: in, value: [2024-05-15, 2024-05-15T12:00:00Z, 2024-05-15 12:00:00]}")
    assert "['2024-05-15', '2024-05-15T12:00:00Z', '2024-05-15T12:00:00']" in sql_of(rule)


@pytest.mark.skipif(not CASES.exists(), reason="the conformance cases are not in ../shared/conformance")
def test_every_conformance_rule_is_a_rule() -> None:
    cases = yaml.safe_load(CASES.read_text())
    assert len(cases) == 142
    rules = [rule for night in shops_of(cases) for rule in night.groups.values()]
    assert len(rules) > 142
    for rule in rules:
        sql = sql_of(rule)
        assert sql.startswith("select customer_id\nfrom {{ ref('customers') }}\nwhere"), rule
        assert sql.endswith("\n") and max(map(len, sql.splitlines())) <= 120, rule
