"""The Dagster code location: what is defined in orchestration.defs, put together."""

import dagster as dg

from orchestration.components.night import NightResource
from orchestration.defs.assets import landing, models, publication
from orchestration.defs.nightly import every_night, nightly_job

defs = dg.Definitions(
    assets=[landing, models, publication],
    jobs=[nightly_job],
    schedules=[every_night],
    resources={"night": NightResource()},
)
