"""Telling somebody that a night failed, or found more than it should: a JSON POST to the webhook of the settings.

The webhook's address is a secret, as chat tools make them: no error and no log names it.
"""

import logging
from collections.abc import Mapping, Sequence
from typing import Any

import httpx
from pydantic import HttpUrl
from tenacity import retry, retry_if_exception_type, stop_after_attempt, wait_exponential

from orchestration.account import described
from orchestration.errors import RollcallError
from orchestration.findings import Finding
from orchestration.settings import Home
from orchestration.told import Told

logger = logging.getLogger(__name__)
# It logs each request with its address.
logging.getLogger("httpx").setLevel(logging.WARNING)


class NotHeard(RollcallError):
    """The webhook could not be reached, or did not accept the message; its address is left out."""


def post_failure(url: HttpUrl, run_id: str, step: str, error: str) -> None:
    """Post `text` (for chat tools), `run_id`, `step` and `error`.

    Raises:
        NotHeard: the receiver could not be reached in three attempts, or did not accept the message.
    """
    body = {
        "text": f"Rollcall: the night failed in {step}: {error}",
        "run_id": run_id,
        "step": step,
        "error": error,
    }
    _post(url, body)


def tell_of_failure(
    home: Home | None, url: HttpUrl | None, run_id: str, step: str, error: str, *, is_incident: bool = False
) -> None:
    """Post a failure where the work has to go on: nothing without a webhook, and one that does not answer is logged.

    A run is told of once, and a fault once until a night has ended without it; an incident, such as a run that was
    killed, is another each time. Without a `home` nothing is known of what was told.
    """
    told = Told(home.told) if home is not None else None
    if url is None or (told is not None and told.has_run(run_id)):
        return
    if is_incident or told is None or not told.has(error):
        try:
            post_failure(url, run_id, step, error)
        except NotHeard as unheard:
            logger.warning("nobody heard that the night failed in %s: %s", step, unheard)
            return
    if told is not None:
        told.add(run_id, "" if is_incident else error)


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
    except NotHeard as unheard:
        logger.warning("nobody heard what the night found: %s", unheard)


def _post(url: HttpUrl, body: Mapping[str, Any]) -> None:
    fault = None
    try:
        answer = _answer(url, body)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        # Its text may hold the address, and so may the error that it is chained to.
        fault = f"the webhook of ROLLCALL_WEBHOOK_URL cannot be reached ({type(error).__name__})"
    else:
        if not answer.is_success:
            fault = f"the webhook of ROLLCALL_WEBHOOK_URL answered {answer.status_code}"
    if fault is not None:
        raise NotHeard(f"{fault}; check its address")


@retry(
    retry=retry_if_exception_type(httpx.TransportError),
    stop=stop_after_attempt(3),
    wait=wait_exponential(max=10),
    reraise=True,
)
def _answer(url: HttpUrl, body: Mapping[str, Any]) -> httpx.Response:
    return httpx.post(str(url), json=body, timeout=10)
