"""What a night leaves for the next: written closed, checked with the rest, and read whatever version wrote it."""

from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from orchestration.publishing import build, remembered
from orchestration.publishing.files import table_facts
from orchestration.publishing.generations import Generation
from orchestration.publishing.manifest import Manifest
from orchestration.publishing.read import columns_of
from orchestration.publishing.verify import DamagedGeneration, require_whole
from orchestration.settings import Settings
from orchestration.shop import Shop
from orchestration.warehouse.text import literal

NOW = datetime.now(UTC)
MATCHES = "(select 'manual_members' as table_name, md5('x') as entry_key, 'C1' as customer_id)"


def generation_with(folder: Path, matches: str = MATCHES) -> Generation:
    """A generation without published tables that remembers matches."""
    path = folder / "generation"
    path.mkdir()
    (path / "parquet").mkdir()
    with duckdb.connect(str(path / "rollcall.duckdb")) as connection:
        remembered.write(connection, path, {"remembered_phone_matches": matches})
        facts = {name: table_facts(connection, each) for name, each in remembered.relations(path).items()}
    manifest = Manifest(
        run_id="r1", previous=None, as_of=NOW, published_at=NOW, target="duckdb", code_version="abc",
        duckdb_version=duckdb.__version__, last_file_id=0, last_event_id=0, tables={}, remembered=facts, groups={},
    )  # fmt: skip
    return Generation(path, manifest)


def test_what_is_remembered_is_closed_to_others(tmp_path: Path) -> None:
    folder = generation_with(tmp_path).path / remembered.FOLDER
    paths = [folder, *folder.rglob("*")]
    assert {path.name: oct(path.stat().st_mode & 0o777) for path in paths} == {
        "remembered": "0o700",
        "remembered_phone_matches": "0o700",
        "remembered_phone_matches.parquet": "0o600",
    }


def test_tonights_models_are_told_what_there_is(tmp_path: Path) -> None:
    generation = generation_with(tmp_path)
    assert remembered.known_of(generation) == {
        "folder": str(generation.path / "remembered"),
        "tables": ["remembered_phone_matches"],
    }


def test_a_generation_of_a_version_that_remembered_nothing_is_not_an_obstacle(tmp_path: Path) -> None:
    said = generation_with(tmp_path).manifest.model_dump(mode="json")
    del said["remembered"], said["last_landed_at"]
    old = Generation(tmp_path / "nowhere", Manifest.model_validate(said))
    assert remembered.known_of(old) == remembered.known_of(None) == {"folder": None, "tables": []}
    assert remembered.relations(old.path) == {}


def test_a_rollback_looks_at_what_is_remembered_too(tmp_path: Path) -> None:
    shop = Shop(Settings(home=tmp_path / "home", memory_limit="1GB"), tmp_path)
    generation = generation_with(tmp_path)
    require_whole(shop, generation)
    file = generation.path / "remembered" / "remembered_phone_matches" / "remembered_phone_matches.parquet"
    file.unlink()
    duckdb.execute(f"copy (select 'other' as customer_id) to {literal(str(file))} (format parquet)")
    with pytest.raises(DamagedGeneration, match="remembered/remembered_phone_matches does not hold"):
        require_whole(shop, generation)


def test_events_of_a_version_without_survivors_are_written_again_with_them(tmp_path: Path) -> None:
    old, new = tmp_path / "old.parquet", tmp_path / "new.parquet"
    with duckdb.connect() as connection:
        connection.execute(f"copy (select 1 as event_id, 'r1' as run_id) to {literal(str(old))} (format parquet)")
        connection.execute("attach ':memory:' as bi")
        connection.execute("create table bi.membership_events (event_id integer, run_id varchar, survivor_id varchar)")
        build._keep_part(connection, "membership_events", old, new)
        assert connection.execute(f"from read_parquet('{new}')").fetchall() == [(1, "r1", None)]
        build._keep_part(connection, "membership_events", new, tmp_path / "linked.parquet")
    assert (tmp_path / "linked.parquet").samefile(new)


def test_the_columns_of_an_earlier_version_are_told(tmp_path: Path) -> None:
    generation = generation_with(tmp_path)
    (generation.parquet / "membership_events").mkdir()
    file = generation.parquet / "membership_events" / "r1.parquet"
    duckdb.execute(f"copy (select 1 as event_id) to {literal(str(file))} (format parquet)")
    facts = {"membership_events": {"rows": 1, "checksum": "0"}}
    manifest = Manifest.model_validate(generation.manifest.model_dump(mode="json") | {"tables": facts})
    assert columns_of(Generation(generation.path, manifest), "membership_events") == ["event_id"]
    assert columns_of(generation, "membership_events") == []
