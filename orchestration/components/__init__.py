"""Types of Dagster things: how a dbt node becomes an asset, what a night's run is configured by. No instances."""
