"""Instances of Dagster things: the assets, the job, its schedule and its hook."""
