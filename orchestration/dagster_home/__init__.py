"""DAGSTER_HOME: its settings, the instance, and the event log, with all that Rollcall knows of Dagster's inside."""
