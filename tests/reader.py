"""Reads what is published, over and over, with the DuckDB of a folder: `reader.py WHEEL CURRENT`, to the end of stdin.

Not a test. Prints a line for each fault that it finds, and how often it looked.
"""

import sys
import threading

sys.path.insert(0, sys.argv[1])

import duckdb

CONSISTENT = """
    select
        (select run_id from {0}run) as run_id,
        (select count(*) from {0}run) as runs,
        (select count(*) from {0}groups as g where members != (
            select count(*) from {0}group_memberships as m where m.group_key = g.group_key
        )) as miscounted,
        (select count(*) from {0}group_memberships) = (
            select sum(case event when 'joined' then 1 else -1 end) from {0}membership_events
        ) as adds_up,
        (select count(*) from {1}.everybody) = (select count(*) from {0}customers) as whole
"""


def look(file: str) -> str:
    """The generation's run_id, once its tables agree with each other."""
    for alias in (None, "shop"):
        with duckdb.connect(file if alias is None else ":memory:", read_only=alias is None) as connection:
            if alias:
                connection.execute(f"attach '{file}' as {alias} (read_only)")
            query = CONSISTENT.format(
                f"{alias}.main." if alias else "", f"{alias}.customer_groups" if alias else "customer_groups"
            )
            run_id, *facts = connection.execute(query).fetchone()
            if facts != [1, 0, True, True]:
                raise AssertionError(f"{run_id} as {alias}: {facts}")
    return run_id


def main() -> None:
    done = threading.Event()
    threading.Thread(target=lambda: (sys.stdin.read(), done.set()), daemon=True).start()
    seen, looks = [], 0
    while not done.is_set():
        try:
            run_id = look(f"{sys.argv[2]}/rollcall.duckdb")
            looks += 1
            if run_id not in seen:
                seen.append(run_id)
        except Exception as error:  # noqa: BLE001 - any fault at all is what this looks for
            print(f"fault: {type(error).__name__}: {error}")
        done.wait(0.1)
    print(f"duckdb {duckdb.__version__} looked {looks} times, saw {len(seen)} generations")


if __name__ == "__main__":
    main()
