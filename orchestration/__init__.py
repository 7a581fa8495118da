"""Rollcall: lands a shop's files, builds its customer groups with dbt, publishes them, run by Dagster."""
