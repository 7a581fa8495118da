"""Telling of a failed night, to a receiver that really listens."""

import socket

import httpx
import pytest
from pydantic import HttpUrl

from orchestration.notify import post_failure
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
