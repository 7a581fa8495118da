"""Telling somebody that a night failed: a JSON POST to the webhook of the settings."""

import logging

import httpx
from pydantic import HttpUrl
from tenacity import retry, retry_if_exception_type, stop_after_attempt, wait_exponential

logger = logging.getLogger(__name__)


@retry(
    retry=retry_if_exception_type(httpx.TransportError),
    stop=stop_after_attempt(3),
    wait=wait_exponential(max=10),
    reraise=True,
)
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
    httpx.post(str(url), json=body, timeout=10).raise_for_status()


def post_failure_if_heard(url: HttpUrl | None, run_id: str, step: str, error: str) -> None:
    """The same where the work has to go on: without a webhook nothing, and one that does not answer is only logged."""
    if url is None:
        return
    try:
        post_failure(url, run_id, step, error)
    except httpx.HTTPError as unheard:
        logger.warning("%s did not hear that the night failed in %s: %s", url, step, unheard)
