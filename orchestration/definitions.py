"""The Dagster code location: what lies in orchestration/defs/, loaded when Dagster, or a night, asks for it."""

import warnings
from pathlib import Path

import dagster as dg

# Dagster's own loader passes over its warnings, too.
NOT_OURS = (dg.BetaWarning, dg.PreviewWarning)


@dg.definitions
def defs() -> dg.Definitions:
    from orchestration import defs as instances
    from orchestration.warehouse.connections import without_pandas

    without_pandas()
    with warnings.catch_warnings():
        for each in NOT_OURS:
            warnings.simplefilter("ignore", each)
        # By the module, not by its pyproject.toml, which an installed package has left behind.
        return dg.ComponentTree.from_module(instances, project_root=Path(__file__).parents[1]).build_defs()
