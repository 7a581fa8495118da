"""Landing: from files that a shop drops to typed tables of the warehouse. Plain Python and DuckDB, no dagster."""
