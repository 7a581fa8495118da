"""Instances of Dagster things, a folder or file each: the three steps, the job with its schedule, what steps share."""
