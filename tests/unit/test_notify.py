"""Telling of a failed night, to a receiver that really listens."""

import socket

import httpx
import pytest
from pydantic import HttpUrl

from orchestration.findings import Finding
from orchestration.notify import post_failure, post_findings_if_heard
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
    with Receiver(hang_ups=9) as receiver, pytest.raises(httpx.TransportError):
        post_failure(HttpUrl(receiver.url), "7f3a", "landing", "why")
    assert receiver.calls == 3


def test_nobody_listening_is_an_error_not_a_hang() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}/"
    with pytest.raises(httpx.ConnectError):
        post_failure(HttpUrl(url), "7f3a", "landing", "why")


def test_a_receiver_that_refuses_the_message_is_an_error() -> None:
    with Receiver(status=404) as receiver, pytest.raises(httpx.HTTPStatusError):
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
