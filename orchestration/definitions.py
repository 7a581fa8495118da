"""The Dagster code location: what is defined in orchestration.defs, put together."""

import dagster as dg

from orchestration.components.night import NightResource
from orchestration.defs.assets import landing, models, publication
from orchestration.defs.nightly import (
    every_night,
    make_up,
    nightly_job,
    tell_of_termination,
    tell_of_unheard_failure,
)

defs = dg.Definitions(
    assets=[landing, models, publication],
    jobs=[nightly_job],
    schedules=[every_night],
    sensors=[make_up, tell_of_unheard_failure, tell_of_termination],
    resources={"night": NightResource()},
)
