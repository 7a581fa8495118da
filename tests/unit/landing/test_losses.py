"""What was lost of the tables that say whom not to write to: entered once, and open until it is made good."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import duckdb
import pytest

from orchestration.landing import losses
from orchestration.landing.contract import Contract
from orchestration.landing.rebuild import rebuild
from tests.unit.landing.conftest import LANDED_AT, LandingHome

GUARDING = """
version: 2
sources:
  - name: raw
    tables:
      - name: suppressions
        config:
          meta:
            key: [kind, value]
            required: [kind, value]
            not_in_future: [added_at]
            accepted_values: {kind: [email, phone, ip]}
            counts_by_key: true
            guards_audiences: true
        columns:
          - {name: kind, data_type: varchar}
          - {name: value, data_type: varchar}
          - {name: reason, data_type: varchar}
          - {name: added_at, data_type: timestamp}
          - {name: deleted_at, data_type: timestamp}
      - name: visits
        config: {meta: {key: [url], required: [url]}}
        columns:
          - {name: url, data_type: varchar}
"""
HEADER = "kind,value,reason,added_at,deleted_at\n"
ADA, BEN = "email,ada@shop.example,,2026-01-01,\n", "email,ben@shop.example,,2026-01-01,\n"
LOST = "pigeon,roof,,2026-01-01,\n"
Landed = Callable[..., list[tuple[Any, ...]]]


@pytest.fixture
def landed(shop: LandingHome, reread: Callable[[str], Contract]) -> Landed:
    """Land files of suppressions, by name, and answer with the losses that are open: (kind, file, rows)."""
    shop.contract = reread(GUARDING)
    moments = (LANDED_AT + timedelta(days=day) for day in range(100))

    def land(files: dict[str, str], folder: str = "landing") -> list[tuple[Any, ...]]:
        for name, content in files.items():
            shop.drop(f"suppressions/{name}", content, folder)
        shop.land(landed_at=next(moments))
        return still_open(shop)

    return land


def still_open(shop: LandingHome) -> list[tuple[Any, ...]]:
    return shop.rows(
        f"select kind, file_name, lost_rows from {losses.TABLE} where made_good_by is null and accepted_at is null"
        " order by all"
    )


def accept(shop: LandingHome, file: str) -> int:
    return losses.accept(
        shop.connection, file, accepted_by="mia", accepted_at=datetime(2026, 6, 9), reason="a test row of the sender's"
    )


def test_a_file_with_rejected_rows_is_a_loss_until_a_later_one_lands_whole(landed: Landed) -> None:
    lost = ("rejected", "suppressions/1.csv", 1)
    assert landed({"1.csv": HEADER + ADA + LOST}) == [lost]
    assert landed({}) == [lost]
    also = ("rejected", "suppressions/2.csv", 2)
    assert landed({"2.csv": HEADER + LOST + "pigeon,tower,,,\n" + BEN}) == [lost, also]
    assert landed({"3.csv": HEADER}) == [lost, also]  # it brings nothing
    assert landed({"4.csv": HEADER + ADA}) == []


def test_a_refused_file_is_a_loss_though_somebody_removes_it(landed: Landed, shop: LandingHome) -> None:
    lost = ("refused", "suppressions/1.csv", None)
    assert landed({"1.csv": "value\nada@shop.example\n"}) == [lost]
    assert landed({}) == [lost]
    (shop.home / "landing" / "suppressions" / "1.csv").unlink()
    assert landed({}) == [lost]
    assert landed({"2.csv": HEADER + ADA}) == []


def test_a_refused_file_that_lies_on_opens_nothing_again(landed: Landed) -> None:
    assert len(landed({"1.csv": "value\nada@shop.example\n"})) == 1
    assert landed({"2.csv": HEADER + ADA}) == []
    assert landed({}) == []
    assert len(landed({"1.csv": "value\nanother@shop.example\n"})) == 1


def test_what_staff_block_makes_no_list_whole(landed: Landed) -> None:
    assert len(landed({"1.csv": HEADER + LOST})) == 1
    entry = '{"kind": "email", "value": "eve@shop.example", "added_at": "2026-01-01"}\n'
    assert len(landed({"e.ndjson": entry}, "inbox")) == 1


def test_a_row_that_gave_way_to_a_later_one_of_its_key_is_no_loss(landed: Landed, shop: LandingHome) -> None:
    assert landed({"1.csv": HEADER + ADA + ADA}) == []
    assert shop.rows("select rejected_rows from raw.landed_files") == [(1,)]


def test_a_suppression_counts_whose_kind_and_value_can_be_read(landed: Landed, shop: LandingHome) -> None:
    rows = [
        "email,no-moment@shop.example,,,",
        "email,soon@shop.example,,soon,",
        "email,later@shop.example,,2099-01-01,",
        "email,withdrawn@shop.example,,2026-01-01,sometime",
        "email,year@shop.example,,0000-13-45,",
    ]
    assert landed({"1.csv": HEADER + "\n".join(rows) + "\n"}) == []
    assert shop.rejected() == []
    assert shop.rows("select value, added_at, deleted_at from raw.suppressions order by value") == [
        ("later@shop.example", None, None),
        ("no-moment@shop.example", None, None),
        ("soon@shop.example", None, None),
        ("withdrawn@shop.example", datetime(2026, 1, 1), None),
        ("year@shop.example", None, None),
    ]


def test_a_file_with_addresses_alone_lands(landed: Landed, shop: LandingHome) -> None:
    assert landed({"1.csv": "kind,value\nemail,ada@shop.example\n"}) == []
    assert shop.rows("select count(*) from raw.suppressions") == [(1,)]


def test_a_list_that_had_rows_and_has_none_is_a_loss_until_it_has_some(landed: Landed, shop: LandingHome) -> None:
    assert landed({"1.csv": HEADER + ADA}) == []
    shop.connection.execute("delete from raw.suppressions")
    assert landed({}) == [("emptied", "suppressions", None)]
    assert landed({}) == [("emptied", "suppressions", None)]
    assert landed({"2.csv": HEADER + BEN}) == []


def test_a_list_of_which_every_row_is_withdrawn_has_none(landed: Landed, shop: LandingHome) -> None:
    assert landed({"1.csv": HEADER + ADA}) == []
    withdrawn = HEADER + "email,ada@shop.example,,,2026-05-01\n"
    assert landed({"2.csv": withdrawn}) == [("emptied", "suppressions", None)]
    assert accept(shop, "suppressions") == 1
    assert landed({}) == []
    assert landed({"3.csv": HEADER + ADA}) == []
    assert landed({"4.csv": withdrawn}) == [("emptied", "suppressions", None)]


def test_an_address_that_was_blocked_and_unblocked_here_is_no_loss(landed: Landed) -> None:
    block = '{"kind": "email", "value": "eve@shop.example", "added_at": "2026-01-01"}\n'
    unblock = '{"kind": "email", "value": "eve@shop.example", "deleted_at": "2026-01-02"}\n'
    assert landed({"1.ndjson": block, "2.ndjson": unblock}, "inbox") == []


@pytest.mark.parametrize("name", ["suppressions/1.csv", "1.csv", "/home/shop/landing/suppressions/1.csv"])
def test_an_accepted_loss_is_closed_and_says_who_accepted_it(landed: Landed, shop: LandingHome, name: str) -> None:
    landed({"1.csv": HEADER + LOST})
    assert accept(shop, name) == 1
    assert landed({}) == []
    assert shop.rows(f"select accepted_by, accepted_at, reason from {losses.TABLE}") == [
        ("mia", datetime(2026, 6, 9), "a test row of the sender's")
    ]


def test_a_loss_that_is_not_there_is_answered_with_those_that_are(landed: Landed, shop: LandingHome) -> None:
    with pytest.raises(losses.NoLoss, match=r"no loss '1\.csv' to accept; nothing is lost"):
        accept(shop, "1.csv")
    landed({"1.csv": HEADER + LOST})
    with pytest.raises(losses.NoLoss, match=r"lost and not made good: suppressions/1\.csv"):
        accept(shop, "2.csv")


def test_a_file_of_another_folder_is_not_the_one_that_is_accepted(landed: Landed, shop: LandingHome) -> None:
    landed({"1.csv": HEADER + LOST, "11.csv": HEADER + LOST, "a_b.csv": HEADER + LOST})
    for name in ("list_subscriptions/1.csv", "a%.csv", "a.b.csv", ".csv"):
        with pytest.raises(losses.NoLoss):
            accept(shop, name)
    assert accept(shop, "1.csv") == 1
    assert [name for _, name, _ in still_open(shop)] == ["suppressions/11.csv", "suppressions/a_b.csv"]


def test_other_tables_lose_nothing_that_closes_audiences(landed: Landed, shop: LandingHome) -> None:
    shop.drop("visits/1.csv", 'url\n""\n')
    shop.drop("visits/2.csv", "nothing\n1\n")
    assert landed({}) == []


def test_a_landing_that_ended_before_it_noted_is_made_up_for(landed: Landed, shop: LandingHome) -> None:
    assert len(landed({"1.csv": HEADER + LOST})) == 1
    shop.connection.execute(f"delete from {losses.TABLE}")
    assert len(landed({})) == 1


def test_a_file_of_before_whose_rejected_rows_are_pruned_was_lost_whole(landed: Landed, shop: LandingHome) -> None:
    landed({"1.csv": HEADER + LOST + ADA})
    shop.connection.execute(f"delete from {losses.TABLE}; delete from raw.rejected_rows")
    assert landed({}) == [("rejected", "suppressions/1.csv", 1)]


def test_a_rebuild_keeps_what_the_archive_knows_nothing_of(landed: Landed, shop: LandingHome) -> None:
    landed({"0.csv": HEADER + LOST})
    accept(shop, "0.csv")
    before = landed({"1.csv": HEADER + LOST + ADA, "2.csv": "value\nx\n"})
    assert {kind for kind, *_ in before} == {"rejected", "refused"}
    shop.connection.execute("checkpoint")
    old = shop.home / "warehouse.duckdb"
    shop.connection.close()
    with duckdb.connect() as again:
        rebuild(again, shop.archive, shop.contract)
        again.execute(f"attach '{old}' as before (read_only)")
        losses.take_over(again, "before")
        shop.connection = again
        assert still_open(shop) == before
        assert shop.rows(f"select count(*) from {losses.TABLE} where accepted_by = 'mia'") == [(1,)]
