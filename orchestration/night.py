"""The night, told in order: begin and land; build, which is building/memberships.py; publish.

Dagster (orchestration.defs) decides when these run and records them; what they do is the same however they are started.
"""

from datetime import UTC, datetime, timedelta

from orchestration.building import spark
from orchestration.building.engines import engine_of
from orchestration.currency import require_shop_currency
from orchestration.erasure.erasing import erase, finish_erasure
from orchestration.erasure.withheld import land_without_forgotten
from orchestration.groups.files import require_valid_names
from orchestration.landing.report import LandingReport
from orchestration.moments import iso
from orchestration.publishing.build import RunFacts, build_generation
from orchestration.publishing.generations import Generation, current, prune, prune_workshops, publish, recover
from orchestration.rights import share_generation
from orchestration.tonight import Night, NightFailed, code_version
from orchestration.warehouse.connections import clear_spilled, reading_raw

# Clocks differ, and a night may describe the day that is about to end.
MOST_AHEAD = timedelta(days=1)
# A night without one of these would say of customers what is not so; any other table's rows stand as they are.
NEEDED = ("customers", "orders")


def begin(night: Night) -> None:
    """Clear away what a killed night left, and check the night's moment and the names of the groups.

    Raises:
        NightFailed: as_of lies in the future, or before the current generation's.
        GroupNameError: a file in customer_groups/ cannot be a group.
    """
    recover(night.shop.home.published)
    spark.clear(night.shop.home)
    clear_spilled(night.shop.home)
    require_valid_names(night.shop.project)
    if night.as_of > datetime.now(UTC) + MOST_AHEAD:
        raise NightFailed(
            f"as_of {iso(night.as_of)} is in the future: a night after it would lie in its past; give one up to now"
        )
    before = current(night.shop.home.published)
    if before and night.as_of < before.manifest.as_of:
        raise NightFailed(
            f"as_of {iso(night.as_of)} is before the current generation's, {iso(before.manifest.as_of)};"
            f" history only goes forward: give a later one, or `rollcall rollback` first"
        )


def land_files(night: Night) -> LandingReport:
    """Land what the shop dropped, and forget who asked for it, whatever was refused.

    Raises:
        NightFailed: a file of customers or orders was refused; all others have landed.
        WrongCurrency: every order is in another currency than the shop's.
    """
    landed = land_without_forgotten(night.shop, night.all_variables)
    erase(night)
    if any(file.table in NEEDED for file in landed.refused):
        lines = "\n".join(f"  {file.path}: {file.reason}" for file in landed.refused)
        left = finish_erasure(night)
        waits = f"\nuntil a night publishes, {left} keeps customers who asked to be forgotten" if left else ""
        raise NightFailed(f"{len(landed.refused)} files were refused; fix or remove them:\n{lines}{waits}")
    with reading_raw(night.shop) as connection:
        require_shop_currency(connection, night.shop.project.directory / "dbt_project.yml", night.all_variables)
    return landed


def publish_night(night: Night) -> Generation:
    """Write, check and switch to tonight's generation, clear old ones away, and finish an erasure.

    Raises:
        CheckFailed: what was written is not what the warehouse holds.
        LockLost: another night may be running.
    """
    generation = _publish(night)
    finish_erasure(night)
    return generation


def _publish(night: Night) -> Generation:
    home = night.shop.home
    before = current(home.published)
    if before and before.manifest.run_id == night.run_id:
        return before  # a retry after the switch
    recover(home.published, keep=night.run_id)  # a retry after a fault just before it
    facts = RunFacts(
        run_id=night.run_id,
        as_of=night.as_of,
        target=night.target,
        code_version=code_version(night.shop.project),
        locale=str(night.all_variables["locale"]),
    )
    built = engine_of(night.shop, night.target, night.workshop).built
    written = build_generation(night.shop, facts, built, before)
    share_generation(written, night.shop.settings.share_with)
    generation = publish(home.published, written, night.lock.require_held)
    home.tonight.unlink(missing_ok=True)
    prune(home.published, night.shop.settings.keep_generations)
    prune_workshops(home.published)
    spark.clear(home)
    return generation
