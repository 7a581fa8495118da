"""Erasure, told in order: who asked to be forgotten, and then each place where they stand, until they stand in none.

It runs in a night between landing and building, whatever the night's as_of, so that what is built no longer knows
them, and is finished once that is published. Killed at any point, it is finished by a later night: who they are is in a
journal before anything is changed, and each step, repeated, finds nothing to do.
"""

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from orchestration.dagster_home.rewriting import HistoryClosed
from orchestration.erasure import journal, ledger, raw, whom
from orchestration.erasure.archived import erase_archived, erase_waiting
from orchestration.erasure.copies import clean_copies
from orchestration.erasure.generations import clean_generations, remove_workshops
from orchestration.erasure.journal import Request
from orchestration.erasure.persons import Forgotten
from orchestration.erasure.records import Eraser
from orchestration.identity import secret_of
from orchestration.landing import losses, phones
from orchestration.landing.contract import Contract
from orchestration.landing.mapping_files import Mappings
from orchestration.progress import report
from orchestration.publishing.generations import current
from orchestration.publishing.remembered import relations
from orchestration.shop import Shop
from orchestration.tonight import Night
from orchestration.warehouse.connections import in_memory, reading_raw, writing_raw

logger = logging.getLogger(__name__)


def erase(night: Night) -> int:
    """Forget everybody who asked for it, and go on with what earlier nights began; how many persons that are.

    What people read by day follows (finish_erasure).
    """
    home = night.shop.home
    begun = journal.read(home)
    contract = Contract.read(night.shop.project.landing_contract, night.all_variables)
    requests = journal.together([*begun, *_asked(night.shop, contract)])
    waiting = [each for each in requests if not each.is_erased]
    if waiting:
        report("forgetting customers who asked for it")
        journal.write(home, requests)
        _erase(night.shop, contract, waiting, is_resumed=any(not each.is_erased for each in begun))
        journal.write(home, [replace(each, is_erased=True) for each in requests])
    return len(requests)


def finish_erasure(night: Night) -> Path | None:
    """Take them out of what is read by day: workshops, the analysts' file, exports, logs, and Dagster's history.

    Of a night that has not published, the workshop of the current generation stays until one has, since plain dbt and
    exports read it; the result is that file.
    """
    home = night.shop.home
    requests = journal.read(home)
    if not requests:
        return None
    remove_workshops(night.shop)
    now = current(home.published)
    left = now.workshop if now and now.manifest.run_id != night.run_id and now.workshop.exists() else None
    try:
        clean_copies(night.shop, everybody(requests))
    except HistoryClosed as error:
        # Somebody is looking at Dagster's history for long: no reason for the shop to be without a night.
        logger.warning("an erasure goes on in the next night: %s", error)
    else:
        if left is None:
            home.erasing.unlink()
    return left


def _asked(shop: Shop, contract: Contract) -> list[Request]:
    """What has landed and was not acted on."""
    generation = current(shop.home.published)
    remembered = relations(generation.path) if generation else {}
    with reading_raw(shop) as connection:
        return whom.asked(connection, contract, remembered)


def _erase(shop: Shop, contract: Contract, requests: Sequence[Request], *, is_resumed: bool) -> None:
    home, keeps_orders = shop.home, shop.settings.keep_erased_orders
    keyed = ledger.hashing(home, contract.tables[0].reading.phone_country_code)
    mappings = Mappings.of(shop.project.directory, contract, lambda: secret_of(home))
    forgotten = everybody(requests)
    # First, so that a row which is sent meanwhile is kept out.
    ledger.enter(home, [ledger.erased_of(each.person, each.requested_at, each.lists, keyed) for each in requests])
    with writing_raw(shop) as connection:
        stood = losses.standing(connection, contract)
        raw.erase_rows(connection, contract, forgotten, keyed, keeps_orders=keeps_orders)
        losses.accept_erased(connection, stood, datetime.now(UTC).replace(tzinfo=None))
        phones.forget_unused(connection, contract)
    raw.rewrite(shop)
    # Apart from the raw tables, whose blocks would take up the memory.
    with in_memory(shop) as connection:
        eraser = Eraser(connection, forgotten, keyed, keeps_orders=keeps_orders)
        erase_archived(shop, contract, eraser, is_resumed=is_resumed)
        erase_waiting(home, contract, mappings, eraser)
    clean_generations(shop, forgotten)


def everybody(requests: Sequence[Request]) -> Forgotten:
    """All persons of an erasure together."""
    forgotten = Forgotten({})
    for each in requests:
        forgotten = forgotten.and_also(each.person)
    return forgotten
