"""Telling somebody that a night failed, or found more than it should: a JSON POST to the webhook of the settings."""

import logging
from collections.abc import Mapping, Sequence
from typing import Any

import httpx
from pydantic import HttpUrl
from tenacity import retry, retry_if_exception_type, stop_after_attempt, wait_exponential

from orchestration.account import described
from orchestration.findings import Finding

logger = logging.getLogger(__name__)


def post_failure(url: HttpUrl, run_id: str, step: str, error: str) -> None:
    """Post `text` (for chat tools), `run_id`, `step` and `error`.

    Raises:
        httpx.HTTPError: the receiver could not be reached in three attempts, or did not accept the message.
    """
    body = {
        "text": f"Rollcall: the night failed in {step}: {error}",
        "run_id": run_id,
        "step": step,
        "error": error,
    }
    _post(url, body)


def post_failure_if_heard(url: HttpUrl | None, run_id: str, step: str, error: str) -> None:
    """The same where the work has to go on: without a webhook nothing, and one that does not answer is only logged."""
    if url is None:
        return
    try:
        post_failure(url, run_id, step, error)
    except httpx.HTTPError as unheard:
        logger.warning("%s did not hear that the night failed in %s: %s", url, step, unheard)


def post_findings_if_heard(url: HttpUrl | None, run_id: str, findings: Sequence[Finding]) -> None:
    """Post `text`, `run_id` and `findings` (as in `rollcall nightly --json`), if there is a webhook and it answers.

    For a night that published, and found more than the shop's share of something.
    """
    if url is None:
        return
    above = "; ".join(f"{each.kind.replace('_', ' ')}: {described(each)}" for each in findings if each.is_warning)
    try:
        _post(
            url,
            {
                "text": f"Rollcall: the night published, but look at {above}",
                "run_id": run_id,
                "findings": [each.as_json() for each in findings],
            },
        )
    except httpx.HTTPError as unheard:
        logger.warning("%s did not hear what the night found: %s", url, unheard)


@retry(
    retry=retry_if_exception_type(httpx.TransportError),
    stop=stop_after_attempt(3),
    wait=wait_exponential(max=10),
    reraise=True,
)
def _post(url: HttpUrl, body: Mapping[str, Any]) -> None:
    httpx.post(str(url), json=body, timeout=10).raise_for_status()
