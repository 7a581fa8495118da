"""What a shop's nights have come to: the current generation, held groups, findings, who is at work, the last runs."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from orchestration import lock
from orchestration.findings import Finding, published
from orchestration.moments import iso
from orchestration.publishing.generations import Generation, current
from orchestration.shop import Shop

MOST_RUNS = 5


@dataclass(frozen=True)
class Run:
    """One of Dagster's runs; what is not known yet is None."""

    run: str
    as_of: str | None
    status: str
    started: str | None
    seconds: int | None


@dataclass(frozen=True)
class Status:
    """`generation` is None before the first publication; `held` has errors by group key; `running` has the lock."""

    generation: Generation | None
    findings: list[Finding]
    held: dict[str, str | None]
    age_seconds: int | None
    running: str | None
    runs: list[Run]

    @classmethod
    def of(cls, shop: Shop) -> "Status":
        """How a shop stands now."""
        now = current(shop.home.published)
        return cls(
            generation=now,
            findings=published(now.parquet) if now else [],
            held={key: each.error for key, each in now.manifest.groups.items() if each.status == "held"} if now else {},
            age_seconds=int((datetime.now(UTC) - now.manifest.published_at).total_seconds()) if now else None,
            running=lock.describe_holder(shop.home.lock) if lock.is_held(shop.home.lock) else None,
            runs=_last_runs(shop),
        )


def _last_runs(shop: Shop) -> list[Run]:
    if not shop.home.dagster.exists():
        return []
    from orchestration.dagster_home.instance import open_instance

    with open_instance(shop.home.dagster) as instance:
        records: list[Any] = list(instance.get_run_records(limit=MOST_RUNS))
    return [
        Run(
            run=record.dagster_run.run_id[:8],
            as_of=record.dagster_run.tags.get("rollcall/as_of"),
            status=record.dagster_run.status.value.lower(),
            started=iso(datetime.fromtimestamp(int(record.start_time), UTC)) if record.start_time else None,
            seconds=round(record.end_time - record.start_time) if record.end_time and record.start_time else None,
        )
        for record in records
    ]
