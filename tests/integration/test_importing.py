"""Customers from a file, at the command line: previewed, interrupted, imported, and seen after the next night."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.rows import customer, order
from tests.workspace import Workspace

FIRST = "2025-03-01T01:00:00Z"
WHERE = "select customer_id\nfrom {{ ref('customers') }}\nwhere "
GROUPS = {
    "everybody": WHERE + "{{ auto_member() }}",
    "new": WHERE + "{{ account_created('within', '20 years') }}",
    "old": WHERE + "{{ account_created('not within', '1 day') }}",
    "idle": WHERE + "{{ no_orders_since_sign_up() }}",
}
FAIR = (
    "Navn;E-mail;Mobil;Adresse;Postnr;By;Bemærkning\n"
    "Ida Maria Holm;IDA@example.com;;Gade 1;8000;Aarhus;Likes tea\n"
    "Eva Østergaard;eva@example.com;20 30 40 50;;;;\n"
    "Ida Holm;ida@example.com;;;;;\n"
    "Bo;bo at example.com;;;;;\n"
)


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    folder = tmp_path_factory.mktemp("importing")
    shop = Workspace.open(folder, GROUPS)
    # Since when they are customers, nobody knows, but that one of them has ordered.
    undated = [{"customer_id": "undated"}, {"customer_id": "ordered"}]
    shop.drop_rows("customers", "1.ndjson", [customer("ida", email="ida@example.com", first_name="Ida"), *undated])
    cancelled = order("o1", "ordered", "2025-01-01T12:00:00Z", "cancelled")
    shop.drop_rows("orders", "1.ndjson", [order("o2", "ida"), cancelled])
    nights = [shop.nightly(FIRST)]
    seen: dict[str, Any] = {
        "first": {key: shop.members(key) for key in GROUPS},
        "created": dict(shop.query("select customer_id, cast(created_at as varchar) from customers")),
    }
    file = folder / "fair.csv"
    file.write_text(FAIR, encoding="utf-8")
    seen["template"] = shop.run("customers", "template", "--to", str(folder / "template.csv"))
    seen["interrupted"] = interrupted(shop, file)
    seen["declined"] = answered(shop, file, "n\n")
    seen["waiting_before"] = list((shop.home / "inbox").rglob("*.ndjson"))
    seen["imported"] = shop.run("customers", "import", str(file), "--yes", "--by", "ada")
    seen["again"] = shop.run("customers", "import", str(file), "--yes")
    nights.append(shop.nightly(f"{datetime.now(UTC) + timedelta(hours=1):%Y-%m-%dT%H:%M:%SZ}"))
    yield seen | {"shop": shop, "nights": nights, "file": file}


def asking(shop: Workspace, *arguments: str) -> "subprocess.Popen[str]":
    """A command that can be answered."""
    return subprocess.Popen(
        [sys.executable, "-m", "orchestration.cli", *arguments],
        cwd=shop.project,
        env=shop.environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def interrupted(shop: Workspace, file: Path) -> tuple[int, str]:
    """The import's exit code and output, if somebody types Ctrl-C at its question."""
    process = asking(shop, "customers", "import", str(file))
    assert process.stdout is not None
    said = ""
    while "customers? [y/N]" not in said and process.poll() is None:
        said += process.stdout.read(1)
    process.send_signal(signal.SIGINT)
    rest, _ = process.communicate(timeout=60)
    return process.returncode, said + rest


def answered(shop: Workspace, file: Path, answer: str) -> tuple[int, str]:
    process = asking(shop, "customers", "import", str(file))
    out, _ = process.communicate(answer, timeout=300)
    return process.returncode, out


def test_customers_without_created_at_are_there_and_no_condition_on_it_holds(story: dict[str, Any]) -> None:
    assert story["nights"][0].code == 0, story["nights"][0].err
    assert story["created"] == {"ida": "2024-01-01 00:00:00", "ordered": "2025-01-01 12:00:00", "undated": None}
    assert story["first"] == {
        "everybody": ["ida", "ordered", "undated"],
        "new": ["ida", "ordered"],
        "old": ["ida", "ordered"],
        "idle": ["ordered"],
    }


def test_ctrl_c_or_a_no_at_the_question_imports_nothing(story: dict[str, Any]) -> None:
    for code, out in (story["interrupted"], story["declined"]):
        assert code != 0 and "Import 1 new and 1 changed customers?" in out, out
        assert "Ida Maria" in out and "Traceback" not in out
    assert story["waiting_before"] == []


def test_the_preview_says_what_is_rejected_and_why(story: dict[str, Any]) -> None:
    imported = story["imported"]
    assert imported.code == 0, imported.err
    assert "1 new, 1 changed, 0 unchanged, 2 rejected" in imported.out
    assert "the same person as in line 2" in imported.out
    assert "email 'bo at example.com' is not an e-mail address" in imported.out
    assert "first_name and last_name, cut at its last blank" in imported.out


def test_a_file_imported_again_imports_nothing(story: dict[str, Any]) -> None:
    again = story["again"]
    assert again.code == 0, again.err
    assert "0 new, 0 changed, 2 unchanged, 2 rejected" in again.out
    assert "nothing is new, so nothing was imported" in again.out


def test_imported_customers_are_there_after_the_next_night(story: dict[str, Any]) -> None:
    shop: Workspace = story["shop"]
    assert story["nights"][1].code == 0, story["nights"][1].err
    (eva,) = json.loads(shop.run("customers", "list", "--search", "eva@example.com", "--json").out)
    assert (eva["first_name"], eva["phone"], eva["accepts_email"]) == ("Eva", "20 30 40 50", None)
    assert eva["customer_id"] in shop.members("everybody") and eva["customer_id"] not in shop.members("new")
    ida = json.loads(shop.run("customers", "show", "ida", "--json").out)
    assert (ida["facts"]["first_name"], ida["facts"]["last_name"]) == ("Ida Maria", "Holm")
    assert [each["line1"] for each in ida["sections"]["addresses"]] == ["Gade 1"]
    assert [(each["text"], each["written_by"]) for each in ida["sections"]["notes"]] == [("Likes tea", "ada")]


def test_the_result_says_what_became_of_each_row(story: dict[str, Any]) -> None:
    results = sorted(story["file"].parent.glob("fair.result-*.csv"))
    assert len(results) == 2
    lines = results[0].read_text(encoding="utf-8").splitlines()
    assert lines[0] == "line,outcome,reason,id"
    assert [line.split(",")[:2] for line in lines[1:]] == [
        ["2", "changed"],
        ["3", "new"],
        ["4", "rejected"],
        ["5", "rejected"],
    ]
