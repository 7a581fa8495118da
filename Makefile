# Everything a newcomer needs. `make` alone lists the targets.
.DEFAULT_GOAL := help
SHELL := bash
UV := .tools/bin/uv
RUN := $(UV) run --frozen
export ROLLCALL_HOME ?= var
# Where there is a Java that Spark runs on, its tests run, too.
SPARK := $(if $(shell java -version 2>&1 | grep -E 'version "(1[7-9]|[2-9][0-9])'),.venv/.spark)
# Supported as the locked one is (pyproject.toml).
OTHER_DUCKDB := 2.0.1
AS_OF := 2026-11-01T00:00:00Z
# A customer of the sample shop.
SOMEBODY := c10000001

.PHONY: help setup demo test test-other-duckdb lint lint-python lint-sql format docs dev benchmark clean

help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "%-18s %s\n", $$1, $$2}'

setup: .venv/.ready ## Install everything into .venv, from the lock file

$(UV):
	python3 -m venv .tools
	.tools/bin/pip install --quiet uv

.venv/.ready: $(UV) pyproject.toml uv.lock
	$(UV) sync --frozen --quiet --compile-bytecode
	$(UV) pip install --quiet --target .tools/duckdb-1.1.3 duckdb==1.1.3  # an old client, for the tests to read with
	@touch $@

.venv/.spark: .venv/.ready
	$(UV) sync --frozen --quiet --compile-bytecode --extra spark
	@touch $@

demo: setup ## Make a sample shop, run the night, show groups, customers and a profile
	$(RUN) rollcall sample --customers 10000 --orders 60000
	$(RUN) rollcall nightly --as-of $(AS_OF)
	$(RUN) rollcall customers list --limit 3
	$(RUN) rollcall customers show $(SOMEBODY)
	@echo "the BI file: $(ROLLCALL_HOME)/published/current/rollcall.duckdb"
	@echo "as Parquet:  $(ROLLCALL_HOME)/published/current/parquet/"

test: setup $(SPARK) ## Run every test; those of Spark where there is Java 17 or later
	$(RUN) pytest -n 2 --dist loadfile --no-loadscope-reorder

test-other-duckdb: .venv-other-duckdb/.ready ## Run every test on the DuckDB that is not the locked one
	.venv-other-duckdb/bin/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

.venv-other-duckdb/.ready: .venv/.ready
	UV_PROJECT_ENVIRONMENT=.venv-other-duckdb $(UV) sync --frozen --quiet $(if $(SPARK),--extra spark)
	$(UV) pip install --quiet --python .venv-other-duckdb duckdb==$(OTHER_DUCKDB)
	@touch $@

lint: lint-python lint-sql ## Check style, types, SQL and the import rule

lint-python: setup
	$(RUN) ruff format --check .
	$(RUN) ruff check .
	$(RUN) mypy
	$(RUN) lint-imports

lint-sql: setup
	$(RUN) sqlfluff lint --disable-progress-bar models tests/dbt

format: setup ## Format Python and SQL
	$(RUN) ruff format .
	$(RUN) ruff check --fix .
	$(RUN) sqlfluff fix --disable-progress-bar models

docs: setup ## Make docs/conditions.md from the conditions and docs/conditions.in.md
	$(RUN) python -m docs.conditions

dev: setup ## Open Dagster's UI on http://127.0.0.1:3000
	$(RUN) rollcall dev

benchmark: setup ## Time the night against a hand-written script (minutes to hours; see docs/performance.md)
	$(RUN) python -m tests.benchmarks.night

clean: ## Remove what setup and the runs made, the published generations included
	rm -rf .venv .venv-other-duckdb .tools var target logs
