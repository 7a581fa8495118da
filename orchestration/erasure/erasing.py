"""Erasure, told in order: who asked to be forgotten, and then each place where they stand, until they stand in none.

It runs in a night between landing and building, whatever the night's as_of, so that what is built no longer knows them.
Killed at any point, it is finished by the next night: who they are is in a journal before anything is changed, and each
step, repeated, finds nothing to do.
"""

from datetime import UTC, datetime

from orchestration.erasure import ledger, raw, whom
from orchestration.erasure.archived import erase_archived, erase_waiting
from orchestration.erasure.copies import clean_copies
from orchestration.erasure.generations import clean_generations
from orchestration.erasure.journal import Journal
from orchestration.erasure.records import Eraser
from orchestration.identity import secret_of
from orchestration.landing import losses, phones
from orchestration.landing.archive import Archive
from orchestration.landing.contract import Contract
from orchestration.landing.mapping_files import Mappings
from orchestration.progress import report
from orchestration.publishing.generations import current
from orchestration.publishing.remembered import relations
from orchestration.shop import Shop
from orchestration.tonight import Night
from orchestration.warehouse.connections import reading_raw, writing_raw


def erase(night: Night) -> int:
    """Forget everybody who asked for it, and finish what a killed night began; how many ids that were."""
    shop = night.shop
    begun = Journal.read(shop.home)
    contract = Contract.read(shop.project.landing_contract, night.all_variables)
    asked = _asked(shop, contract)
    journal = asked if begun is None else begun.and_also(asked)
    if journal is None:
        return 0
    journal.write(shop.home)
    report("forgetting customers who asked for it")
    _erase(shop, contract, journal, is_resumed=begun is not None)
    shop.home.erasing.unlink()
    return len(journal.forgotten.pseudonyms)


def _asked(shop: Shop, contract: Contract) -> Journal | None:
    """What has landed and was not acted on."""
    generation = current(shop.home.published)
    remembered = relations(generation.path) if generation else {}
    with reading_raw(shop) as connection:
        requests = whom.requests(connection)
        if not requests:
            return None
        ids = whom.one_person(connection, (id_ for id_, _ in requests), remembered)
        return Journal(
            whom.known(connection, contract, ids, remembered),
            max(requested_at for _, requested_at in requests).isoformat(timespec="seconds") + "Z",
            tuple(whom.unsubscribed(connection, ids, contract.id_type)),
        )


def _erase(shop: Shop, contract: Contract, journal: Journal, *, is_resumed: bool) -> None:
    home, keeps_orders = shop.home, shop.settings.keep_erased_orders
    keyed = ledger.hashing(home, contract.tables[0].reading.phone_country_code)
    mappings = Mappings.of(shop.project.directory, contract, lambda: secret_of(home))
    # First, so that a row which is sent meanwhile is kept out.
    ledger.enter(home, ledger.erased_of(journal.forgotten, journal.requested_at, journal.lists, keyed))
    with writing_raw(shop) as connection:
        eraser = Eraser(connection, journal.forgotten, keyed, keeps_orders=keeps_orders)
        stood = losses.standing(connection, contract)
        raw.erase_rows(connection, contract, journal.forgotten, keyed, keeps_orders=keeps_orders)
        losses.accept_erased(connection, stood, datetime.now(UTC).replace(tzinfo=None))
        phones.forget_unused(connection, contract)
        erase_archived(
            connection, Archive(home.archive, shop.settings.leave_landed_files), contract, eraser, is_resumed=is_resumed
        )
        erase_waiting(home, contract, mappings, eraser)
    raw.rewrite(shop)
    clean_generations(shop, journal.forgotten)
    clean_copies(shop, journal.forgotten)
