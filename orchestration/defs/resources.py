"""What the steps of a run share."""

import dagster as dg

from orchestration.components.night import NightResource


@dg.definitions
def resources() -> dg.Definitions:
    return dg.Definitions(resources={"night": NightResource()})
