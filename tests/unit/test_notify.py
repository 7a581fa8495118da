"""Telling of a failed night, to a receiver that really listens."""

import logging
import socket
from pathlib import Path

import pytest
from pydantic import HttpUrl

from orchestration.findings import Finding
from orchestration.notify import NotHeard, post_failure, post_findings_if_heard, tell_of_failure
from orchestration.settings import Home
from orchestration.told import Told
from tests.receiver import Receiver


@pytest.fixture(autouse=True)
def _without_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tenacity.nap.time.sleep", lambda _: None)


def test_the_receiver_learns_which_run_failed_where_and_why() -> None:
    with Receiver() as receiver:
        post_failure(HttpUrl(receiver.url), "7f3a", "landing", "a file was refused")
    (post,) = receiver.posts
    assert (post["run_id"], post["step"], post["error"]) == ("7f3a", "landing", "a file was refused")
    assert "landing" in post["text"] and "a file was refused" in post["text"]


def test_a_receiver_that_hangs_up_is_called_again() -> None:
    with Receiver(hang_ups=2) as receiver:
        post_failure(HttpUrl(receiver.url), "7f3a", "landing", "why")
    assert receiver.calls == 3
    assert len(receiver.posts) == 1


def test_a_receiver_that_keeps_hanging_up_is_called_three_times() -> None:
    with Receiver(hang_ups=9) as receiver, pytest.raises(NotHeard, match="cannot be reached"):
        post_failure(HttpUrl(receiver.url), "7f3a", "landing", "why")
    assert receiver.calls == 3


def test_nobody_listening_is_an_error_not_a_hang() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}/"
    with pytest.raises(NotHeard, match="cannot be reached"):
        post_failure(HttpUrl(url), "7f3a", "landing", "why")


def test_a_receiver_that_refuses_the_message_is_an_error() -> None:
    with Receiver(status=404) as receiver, pytest.raises(NotHeard, match="answered 404"):
        post_failure(HttpUrl(receiver.url), "7f3a", "landing", "why")
    assert receiver.calls == 1


FOUND = [
    Finding("texts_of_nobody", "sms_messages", 9, 10, "m7", None, "send the customers", is_warning=True),
    Finding("orders_of_guests", "orders", 3, None, None, None, "nothing"),
]


def test_the_receiver_learns_what_is_above_the_limit_in_words_and_everything_as_data() -> None:
    with Receiver() as receiver:
        post_findings_if_heard(HttpUrl(receiver.url), "7f3a", FOUND)
    (post,) = receiver.posts
    assert post["text"] == "Rollcall: the night published, but look at texts of nobody: 9 of 10 (90%), m7"
    assert post["run_id"] == "7f3a"
    assert [each["kind"] for each in post["findings"]] == ["texts_of_nobody", "orders_of_guests"]


def test_findings_that_nobody_hears_of_do_not_fail_the_night() -> None:
    post_findings_if_heard(None, "7f3a", FOUND)
    with Receiver(status=404) as receiver:
        post_findings_if_heard(HttpUrl(receiver.url), "7f3a", FOUND)
    assert receiver.calls == 1


@pytest.mark.parametrize(
    "receiver", [Receiver(status=404), Receiver(status=302), Receiver(hang_ups=9)], ids=["404", "moved", "hangs up"]
)
def test_the_address_of_the_webhook_is_in_no_error_and_no_log(
    receiver: Receiver, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    """It is a secret: somebody who knows it can write into the shop's chat."""
    caplog.set_level(logging.DEBUG, logger="orchestration")
    caplog.set_level(logging.INFO)
    with receiver:
        url = HttpUrl(f"{receiver.url}/T0/secret")
        tell_of_failure(Home(tmp_path), url, "7f3a", "landing", "why")
        with pytest.raises(NotHeard) as error:
            post_failure(url, "7f3a", "landing", "why")
    assert "nobody heard" in caplog.text
    for text in (caplog.text, str(error.value), repr(error.value.__cause__), repr(error.value.__context__)):
        assert "secret" not in text and "127.0.0.1" not in text


def test_a_fault_that_comes_back_every_night_is_told_once(tmp_path: Path) -> None:
    """A file left broken for two weeks was 14 posts a night."""
    with Receiver() as receiver:
        for night in range(14):
            tell_of_failure(Home(tmp_path), HttpUrl(receiver.url), f"run {night}", "landing", "1 files were refused")
        tell_of_failure(Home(tmp_path), HttpUrl(receiver.url), "run 15", "landing", "2 files were refused")
    assert [post["run_id"] for post in receiver.posts] == ["run 0", "run 15"]


def test_a_fault_that_was_put_right_and_comes_back_is_told_again(tmp_path: Path) -> None:
    with Receiver() as receiver:
        for run_id, error in (("1", "held: a"), ("2", "refused"), ("3", "held: a")):
            tell_of_failure(Home(tmp_path), HttpUrl(receiver.url), run_id, "landing", error)
        Told(Home(tmp_path).told).forget_all_but(["held: a"])
        for run_id, error in (("4", "held: a"), ("5", "refused")):
            tell_of_failure(Home(tmp_path), HttpUrl(receiver.url), run_id, "landing", error)
        Told(Home(tmp_path).told).forget_all_but()
        tell_of_failure(Home(tmp_path), HttpUrl(receiver.url), "6", "landing", "held: a")
    assert [post["run_id"] for post in receiver.posts] == ["1", "2", "5", "6"]


def test_a_run_is_told_of_once_however_it_is_noticed(tmp_path: Path) -> None:
    with Receiver() as receiver:
        for error in ("why", "the night's process failed"):
            tell_of_failure(Home(tmp_path), HttpUrl(receiver.url), "7f3a", "landing", error, is_incident=True)
    assert [post["error"] for post in receiver.posts] == ["why"]


def test_each_night_that_is_killed_is_told_of(tmp_path: Path) -> None:
    with Receiver() as receiver:
        for run_id in ("1", "2"):
            tell_of_failure(Home(tmp_path), HttpUrl(receiver.url), run_id, "landing", "killed", is_incident=True)
    assert [post["run_id"] for post in receiver.posts] == ["1", "2"]


def test_a_fault_that_nobody_heard_is_told_the_next_night(tmp_path: Path) -> None:
    with Receiver(hang_ups=3) as receiver:
        for run_id in ("1", "2"):
            tell_of_failure(Home(tmp_path), HttpUrl(receiver.url), run_id, "landing", "why")
    assert [post["run_id"] for post in receiver.posts] == ["2"]


@pytest.mark.parametrize("content", ["", "{", "[]", '{"faults": 1}', '{"faults": ["x"]}'])
def test_a_damaged_memory_of_what_was_told_keeps_nothing_back(tmp_path: Path, content: str) -> None:
    Home(tmp_path).told.write_text(content)
    with Receiver() as receiver:
        for run_id in ("1", "2"):
            tell_of_failure(Home(tmp_path), HttpUrl(receiver.url), run_id, "landing", "why")
    assert [post["run_id"] for post in receiver.posts] == ["1"]
