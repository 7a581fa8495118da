"""Who is erased is in no generation any more, and each is still one that can be gone back to."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from orchestration.erasure import generations
from orchestration.erasure.generations import CannotErase, clean_generations, remove_workshops
from orchestration.publishing.generations import Generation, all_generations, current, prune, roll_back
from orchestration.publishing.manifest import Manifest
from orchestration.publishing.verify import require_whole
from orchestration.shop import Shop
from tests.searched import places_of
from tests.unit.erasure.made import everything, of_ida, publish_night, shop_in

IDA, BO, PSEUDONYM = "c10001", "c10002", "e5eudonym"
JOINED = "timestamp '2026-11-01'"
ROWS = {
    "customers": f"('{BO}', 'DK', 'Aarhus', null, 1), ('{IDA}', 'DK', 'Skagen', date '1970-02-03', 2)",
    "audience_email": f"('club', '{IDA}'), ('club', '{BO}')",
    "group_memberships": (
        f"('all', '{BO}', {JOINED}), ('all', '{IDA}', {JOINED}), ('club', '{IDA}', {JOINED}), ('bos', '{BO}', {JOINED})"
    ),
    "groups": (
        f"('all', 'built', {JOINED}, 2, 0, 0, null, 'h'), ('bos', 'built', {JOINED}, 1, 0, 0, null, 'h'),"
        f" ('club', 'built', {JOINED}, 1, 0, 0, null, 'h')"
    ),
    "night_findings": f"('unknown_customers', '{IDA}', 'no such customer'), ('refused_files', 'orders.csv', null)",
    "remembered_guest_orders": f"('o7', '{IDA}'), ('o8', '{BO}')",
    "remembered_phone_matches": f"('manual_members', md5('20304050'), '{IDA}'), ('sms_messages', 's1', '{BO}')",
    "remembered_survivors": f"('{IDA}', '{BO}', null), ('c10009', null, '{IDA}')",
    "contacts": (
        f"('{BO}', 'Bo', 'Ro', 'bo@example.com', null, '8000'),"
        f" ('{IDA}', 'Ida', 'Ærø', 'ida@example.com', '+4520304050', '9990')"
    ),
}
TRACES = [IDA, "ida@example.com", "20304050", "Ærø", "Skagen"]


def rows_of(night: int) -> dict[str, str]:
    """Each night adds an event and a message."""
    nights = [(each, IDA if each == 1 else BO) for each in range(1, night + 1)]
    return ROWS | {
        "membership_events": ", ".join(f"({each}, 'all', '{who}', 'joined', 'r{each}', null)" for each, who in nights),
        "outbox_messages": ", ".join(
            f"(md5('club/{who}/2026-11-01 00:00:00'), 'club', '{who}', {JOINED}, 'r{each}')" for each, who in nights
        ),
    }


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    """A shop after three nights."""
    shop = shop_in(tmp_path)
    for night in (1, 2, 3):
        publish_night(shop, night, rows_of(night))
    return shop


def kept(shop: Shop) -> list[Generation]:
    return all_generations(shop.home.published)


def test_nobody_finds_who_was_erased_in_any_row_or_byte(shop: Shop) -> None:
    assert {place.value for place in places_of(TRACES, shop.home.published)} == set(TRACES)
    assert clean_generations(shop, of_ida()) == 3
    assert [str(place) for place in places_of(TRACES, shop.home.published)] == []


def test_all_others_keep_their_rows_and_places(shop: Shop) -> None:
    before = [everything(each) for each in kept(shop)]
    clean_generations(shop, of_ida())
    for earlier, now in zip(before, map(everything, kept(shop)), strict=True):
        assert earlier.keys() == now.keys()
        for table, rows in earlier.items():
            others = [row for row in rows if IDA not in row]
            assert [row for row in now[table] if PSEUDONYM not in row] == others, table


def test_sizes_and_history_still_add_up(shop: Shop) -> None:
    clean_generations(shop, of_ida())
    rows = everything(kept(shop)[0])
    assert rows["bi.customer_groups.club"] == [(PSEUDONYM, datetime(2026, 11, 1))]
    assert rows["bi.main.membership_events"] == [(1, "all", PSEUDONYM, "joined", "r1", None)]
    assert rows["bi.main.customers"][1] == (PSEUDONYM, None, None, None, 2)
    assert rows["bi.main.audience_email"] == [("club", BO)]
    assert rows["people.main.contacts"][0][0] == BO
    assert len(rows["people.main.contacts"]) == 1
    assert rows["remembered/remembered_survivors/remembered_survivors.parquet"] == [
        (PSEUDONYM, BO, None),
        ("c10009", None, PSEUDONYM),
    ]


def test_a_messages_id_does_not_tell_whose_it_was(shop: Shop) -> None:
    clean_generations(shop, of_ida())
    ((message_id, *_),) = everything(kept(shop)[0])["bi.main.outbox_messages"]
    with duckdb.connect() as connection:
        (made,) = connection.execute(f"select md5('club/{PSEUDONYM}/2026-11-01 00:00:00')").fetchall()
    assert message_id == made[0]


def test_a_generation_without_the_person_is_not_touched(shop: Shop) -> None:
    nobody = {table: rows for table, rows in rows_of(2).items() if table in ("groups", "group_memberships")}
    nobody["group_memberships"] = ", ".join([f"('all', '{BO}', {JOINED}), ('all', 'c1', {JOINED})"])
    nobody["groups"] = f"('all', 'built', {JOINED}, 2, 0, 0, null, 'h')"
    other = shop_in(shop.home.root / "other")
    generation = publish_night(other, 1, nobody)
    before = {file: file.stat().st_ino for file in generation.path.rglob("*") if file.is_file()}
    assert clean_generations(other, of_ida()) == 0
    after = {file: file.stat().st_ino for file in generation.path.rglob("*") if file.is_file()}
    assert after == before


def test_a_generation_is_still_whole_and_can_be_gone_back_to(shop: Shop) -> None:
    clean_generations(shop, of_ida())
    for generation in kept(shop):
        require_whole(shop, generation)
    gone_back = roll_back(shop.home.published, "r1", lambda each: require_whole(shop, each))
    assert gone_back.manifest.tables["audience_email"].rows == 1


def test_a_generation_of_another_duckdb_is_whole_too(shop: Shop) -> None:
    manifest = kept(shop)[0].manifest.model_copy(update={"duckdb_version": "1.0.0"})
    manifest.write(kept(shop)[0].path)
    clean_generations(shop, of_ida())
    assert kept(shop)[0].manifest.duckdb_version == duckdb.__version__
    require_whole(shop, kept(shop)[0])


def test_files_that_generations_share_are_still_one_file(shop: Shop) -> None:
    clean_generations(shop, of_ida())
    parts = {each.parquet.joinpath("membership_events", "r1.parquet").stat().st_ino for each in kept(shop)}
    assert len(parts) == 1
    latest = kept(shop)[-1].parquet
    assert (latest / "group_memberships" / "club.parquet").samefile(
        latest / "customer_groups" / "club" / "club.parquet"
    )


def test_ids_that_are_numbers_become_numbers(tmp_path: Path) -> None:
    shop = shop_in(tmp_path)
    rows = {table: rows.replace(f"'{IDA}'", "100012345").replace(f"'{BO}'", "17") for table, rows in ROWS.items()}
    rows["remembered_survivors"] = "(100012345, 17, null)"
    rows["night_findings"] = "('unknown_customers', '100012345', null)"
    generation = publish_night(shop, 1, rows, "bigint")
    clean_generations(shop, of_ida("-77000123", "100012345"))
    found = everything(generation)
    assert found["bi.main.customers"][1] == (-77000123, None, None, None, 2)
    assert found["bi.main.night_findings"] == [("unknown_customers", "-77000123", None)]
    assert places_of(["100012345"], shop.home.published) == []
    require_whole(shop, kept(shop)[0])


def test_who_may_read_a_file_still_may_and_nobody_else(shop: Shop) -> None:
    shared = kept(shop)[0].bi_file
    shared.chmod(0o640)
    clean_generations(shop, of_ida())
    generation = kept(shop)[0]
    assert oct(shared.stat().st_mode & 0o777) == "0o640"
    assert oct(generation.contacts.stat().st_mode & 0o777) == "0o600"
    closed = generation.path / "remembered" / "remembered_survivors" / "remembered_survivors.parquet"
    assert oct(closed.stat().st_mode & 0o777) == "0o600"


def test_a_workshop_of_before_is_kept_and_the_one_that_is_current_is_not(shop: Shop) -> None:
    home = shop.home
    for file in (home.analysts, home.root / "dev.duckdb.wal", *(each.workshop for each in kept(shop))):
        file.write_text("all that the shop has sent")
    remove_workshops(shop)
    now = current(home.published)
    assert now is not None
    left = [file for file in home.root.rglob("*") if "workshop" in file.name or "dev.duckdb" in file.name]
    assert left == [now.workshop]


@pytest.mark.parametrize("survived", [0, 1, 4, 11, 13, 14, 20, 26, 28, 31, 45, 60])
def test_killed_at_any_point_and_begun_again_it_is_done(
    shop: Shop, monkeypatch: pytest.MonkeyPatch, survived: int
) -> None:
    """Killed at a file that is written or put in place, or at the manifest."""
    left = [survived]

    class Killed(BaseException):
        pass

    def dying(work):  # type: ignore[no-untyped-def]
        def die(*arguments):  # type: ignore[no-untyped-def]
            left[0] -= 1
            if left[0] < 0:
                raise Killed
            return work(*arguments)

        return die

    with monkeypatch.context() as patched:
        patched.setattr(generations, "copy_to_parquet", dying(generations.copy_to_parquet))
        patched.setattr(generations, "sync_tree", dying(generations.sync_tree))
        patched.setattr(os, "replace", dying(os.replace))
        patched.setattr(Manifest, "write", dying(Manifest.write))
        try:
            clean_generations(shop, of_ida())
        except Killed:
            assert not list(shop.home.published.glob("generations/*/*.part"))
    clean_generations(shop, of_ida())
    assert [str(place) for place in places_of(TRACES, shop.home.published)] == []
    assert not list(shop.home.published.glob(f"generations/*/{generations.ASIDE}"))
    for generation in kept(shop):
        require_whole(shop, generation)
    assert clean_generations(shop, of_ida()) == 0


def test_a_generation_that_cannot_be_read_does_not_keep_the_others_from_forgetting(shop: Shop) -> None:
    kept(shop)[0].bi_file.write_bytes(b"x" * 10_000)
    with pytest.raises(CannotErase, match="r1 cannot be changed, so who is to be erased is still in it"):
        clean_generations(shop, of_ida())
    for generation in kept(shop)[1:]:
        assert places_of(TRACES, generation.path) == []
        require_whole(shop, generation)


def test_a_generation_that_was_changed_is_not_taken_for_one_that_was_put_back(shop: Shop) -> None:
    """It would have been left alone by the clearing of old ones, every night in which somebody is erased."""
    for age, generation in zip((30, 20, 10), kept(shop), strict=True):
        published_at = datetime.now(UTC) - timedelta(days=age)
        generation.manifest.model_copy(update={"published_at": published_at}).write(generation.path)
    clean_generations(shop, of_ida())
    prune(shop.home.published, 2)
    assert [each.manifest.run_id for each in kept(shop)] == ["r2", "r3"]


def test_a_generation_that_a_link_leads_to_is_one_of_them(shop: Shop) -> None:
    moved = shop.home.root / "other_disk"
    kept(shop)[0].path.rename(moved)
    (shop.home.published / "generations" / "r1").symlink_to(moved)
    assert clean_generations(shop, of_ida()) == 3
    assert places_of(TRACES, moved) == []
