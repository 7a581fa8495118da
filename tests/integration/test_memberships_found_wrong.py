"""Memberships as they were once found wrong: withdrawn rows, merged customers, numbers given on, groups that pause.

Three nights of one shop; before the third its raw tables are rebuilt, and after it, it is rolled back and run again.
"""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.mistakes import FIRST, SECOND, THIRD, at, mistakes


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    yield mistakes(tmp_path_factory.mktemp("mistakes"))


# Withdrawn


def test_a_withdrawn_customer_is_in_no_group_until_they_are_back(seen: dict[str, Any]) -> None:
    assert "gil" in seen[FIRST]["danes"] and "gil" not in seen[SECOND]["danes"] and "gil" in seen[THIRD]["danes"]
    assert "gil" not in seen[SECOND]["everybody"]
    assert ("gil", "left", "data") in seen["moves"]("everybody", SECOND)
    assert ("gil", "joined", "data") in seen["moves"]("everybody", THIRD)


def test_an_order_of_a_withdrawn_customer_is_nobodys_and_a_withdrawn_order_is_not_there(seen: dict[str, Any]) -> None:
    assert {"gil", "oda"} <= set(seen[FIRST]["ordered"])
    assert "gil" not in seen[SECOND]["ordered"] and "gil" in seen[THIRD]["ordered"]
    assert ("pat", "left", "data") in seen["moves"]("ordered", THIRD)


def test_a_row_that_is_to_be_withdrawn_later_is_there_until_then_and_leaves_by_data(seen: dict[str, Any]) -> None:
    assert "hal" in seen[SECOND]["danes"]
    assert ("hal", "left", "data") in seen["moves"]("danes", THIRD)


# Logins


def test_a_login_after_the_nights_moment_is_not_taken_for_missing(seen: dict[str, Any]) -> None:
    assert "ivy" in seen[FIRST]["active"] and "ivy" in seen[SECOND]["active"]


# Numbers


def test_an_entry_by_phone_stays_with_the_customer_who_had_the_number_then(seen: dict[str, Any]) -> None:
    assert seen[SECOND]["friends"] == seen[FIRST]["friends"] == ["ann"]
    assert "frd" not in seen[FIRST]["danes"] and "frd" not in seen[SECOND]["danes"]


def test_a_text_stays_with_its_sender_and_a_later_owner_of_the_number_is_not_greeted(seen: dict[str, Any]) -> None:
    assert seen[SECOND]["club"] == seen[FIRST]["club"] == ["tex"]
    assert [row for row in seen[SECOND]["outbox"] if row[0] == "club"] == [("club", "tex")]


def test_a_number_that_fits_later_is_matched_then_and_moves_by_data(seen: dict[str, Any]) -> None:
    assert ("late", "joined", "data") in seen["moves"]("club", THIRD)


def test_a_match_is_private_and_holds_no_number(seen: dict[str, Any]) -> None:
    assert seen["private_modes"] == {"0o700", "0o600"}
    assert not any("11111111" in str(row) for row in seen["private_rows"])


def test_a_rollback_undoes_a_match_and_the_next_night_finds_it_again(seen: dict[str, Any]) -> None:
    assert seen["rolled_back"]["club"] == seen[SECOND]["club"]
    assert {**seen["again"], "outbox": []} == {**seen[THIRD], "outbox": []}
    assert seen["again"]["outbox"] == seen[THIRD]["outbox"]


# Periods


@pytest.mark.parametrize("moment", [FIRST, SECOND, THIRD, "rolled_back", "again"])
def test_periods_worked_out_from_events_are_those_of_the_members(seen: dict[str, Any], moment: str) -> None:
    assert seen[moment]["astray"] == []


# Merges


def test_a_survivor_keeps_what_the_absorbed_one_was_known_by(seen: dict[str, Any]) -> None:
    assert "sam" in seen[SECOND]["danes"]
    assert seen["columns"] == [("sam", "DK", at("2024-01-01T00:00:00Z"))]


def test_a_survivor_who_did_not_belong_joins_because_of_the_merge_and_goes_on_from_the_absorbed(
    seen: dict[str, Any],
) -> None:
    assert {("abe", "left", "merged"), ("sam", "joined", "merged")} <= seen["moves"]("danes", SECOND)
    assert ("sam", at(FIRST)) in seen["joined_at"](SECOND, "danes")
    assert not [row for row in seen[THIRD]["outbox"] if row[1] in ("sam", "lou")]


def test_a_survivor_who_belonged_has_belonged_since_the_earlier_of_both(seen: dict[str, Any]) -> None:
    assert ("kit", at(SECOND)) in seen["joined_at"](SECOND, "everybody")
    assert ("kit", at(FIRST)) in seen["joined_at"](THIRD, "everybody")


def test_events_alone_tell_who_the_absorbed_customer_is_from_then_on(seen: dict[str, Any]) -> None:
    assert seen["survivors"] == {("abe", "sam", at(SECOND)), ("mia", "lou", at(SECOND)), ("kat", "kit", at(THIRD))}


def test_a_later_merge_with_oneself_undoes_one(seen: dict[str, Any]) -> None:
    assert ("abe", "joined", "merged") in seen["moves"]("danes", THIRD)
    assert ("sam", "left", "data") in seen["moves"]("danes", THIRD)
    assert seen[THIRD]["outbox"].count(("danes", "abe")) == 1


def test_a_withdrawn_merge_is_undone(seen: dict[str, Any]) -> None:
    assert ("mia", "left", "merged") in seen["moves"]("everybody", SECOND)
    assert ("mia", "joined", "merged") in seen["moves"]("everybody", THIRD)


# Held groups


def test_a_held_group_loses_members_absorbed_withdrawn_or_removed_by_hand(seen: dict[str, Any]) -> None:
    assert seen["codes"][1] == 3
    assert set(seen[FIRST]["picky"]) - set(seen[SECOND]["picky"]) == {"abe", "ann", "gil", "mia"}
    assert seen["moves"]("picky", SECOND) == {
        ("abe", "left", "merged"),
        ("ann", "left", "manual"),
        ("gil", "left", "data"),
        ("mia", "left", "merged"),
    }


# Groups that go and come back


def test_entries_by_hand_end_with_their_group(seen: dict[str, Any]) -> None:
    assert seen[FIRST]["doomed"] == ["ann"]
    assert ("ann", "left", "deleted") in seen["moves"]("doomed", SECOND)
    assert seen[THIRD]["doomed"] == ["oda"]


def test_a_group_that_is_switched_off_pauses(seen: dict[str, Any]) -> None:
    assert "oda" in seen[FIRST]["paused"]
    assert {cause for _, _, cause in seen["moves"]("paused", SECOND)} == {"disabled"}
    assert "disabled groups" in seen["second_out"] and "paused" in seen["second_out"]
    assert ("oda", "joined", "manual") in seen["moves"]("paused", THIRD)


def test_the_night_that_a_group_goes_has_its_size(seen: dict[str, Any]) -> None:
    assert seen["last_sizes"] == [("doomed", 0, 1), ("paused", 0, len(seen[FIRST]["paused"]))]


# Causes


@pytest.mark.parametrize(
    ("group", "customer"),
    [
        pytest.param("sporty", "pat", id="a category that moves, of a product in two"),
        pytest.param("noted", "nils", id="a note"),
        pytest.param("housed", "nils", id="an address"),
        pytest.param("blocked", "nils", id="a suppressed e-mail address"),
        pytest.param("asked", "nils", id="a profile field"),
        pytest.param("ordered", "oda2", id="an order dated after the last night's moment"),
    ],
)
def test_what_landed_is_not_taken_for_time(seen: dict[str, Any], group: str, customer: str) -> None:
    assert (customer, "joined", "data") in seen["moves"](group, SECOND)


def test_a_seed_is_a_definition(seen: dict[str, Any]) -> None:
    assert seen["moves"]("seeded", SECOND) == {("ann", "joined", "definition")}


def test_rebuilt_raw_tables_tell_the_same_causes(seen: dict[str, Any]) -> None:
    assert ("tim", "left", "time") in seen["moves"]("odd_days", SECOND)
    assert seen["moves"]("odd_days", THIRD) == {("tim", "joined", "time")}
    assert ("pat", "left", "data") in seen["moves"]("ordered", THIRD)
