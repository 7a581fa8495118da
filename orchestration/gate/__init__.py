"""What a group may do, decided in one place for both engines: docs/decisions/0010-what-a-group-may-do.md.

`files` looks through the folder before dbt does: `jinja` reads a group's file before anything is rendered, `cards` the
.yml beside it. `duckdb_sql` and `spark_sql` read the parse of the compiled SQL, by the words of `rules`. `asking` is
what the materialization customer_group asks, `plugin` how it does on DuckDB.
"""
