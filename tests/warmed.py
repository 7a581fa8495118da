"""For the process of which commands are copies (tests/commands.py): importing this has dbt read a project once.

dbt makes the code that reads and writes its nodes when the first one comes, which takes a tenth of a small night. The
project holds a node of each kind that ours has, and nothing of what dbt reads of it is left but that code.
"""

import gc
import tempfile
import threading
from pathlib import Path

from dbt.adapters.factory import reset_adapters
from dbt.cli.main import dbtRunner

FILES = {
    "dbt_project.yml": """
name: small
version: "1.0.0"
profile: small
model-paths: [models]
macro-paths: [macros]
seed-paths: [seeds]
test-paths: [tests]
flags: {send_anonymous_usage_stats: false}
""",
    "profiles.yml": """
small: {target: small, outputs: {small: {type: duckdb, path: ":memory:"}}}
""",
    "selectors.yml": """
selectors:
  - {name: all, description: All of it., definition: {method: path, value: models}}
""",
    "models/customers.sql": "select * from {{ source('raw', 'customers') }} where {{ living() }}",
    "models/pages.md": "{% docs __overview__ %}An overview.{% enddocs %}",
    "macros/living.sql": "{% macro living() %} deleted_at is null {% endmacro %}",
    "seeds/countries.csv": "code,name\nDK,Denmark\n",
    "tests/nobody.sql": "select * from {{ ref('customers') }} where customer_id is null",
    "models/all.yml": """
version: 2
groups:
  - {name: shop_data, owner: {name: The shop, email: shop@example.com}}
sources:
  - name: raw
    description: What the shop sends.
    tables:
      - name: customers
        description: A row per customer.
        config: {meta: {keys: [customer_id]}}
        columns: [{name: customer_id, data_type: varchar, description: An id., data_tests: [not_null]}]
models:
  - name: customers
    description: A row per customer.
    config: {group: shop_data, contract: {enforced: true}, meta: {owner: someone}}
    columns:
      - {name: customer_id, data_type: varchar, description: An id., data_tests: [unique]}
      - name: deleted_at
        data_type: timestamp
        description: A moment.
        data_tests: [{accepted_values: {arguments: {values: [never]}}}]
unit_tests:
  - name: who_lives
    model: customers
    given: [{input: "source('raw', 'customers')", rows: [{customer_id: a}]}]
    expect: {rows: [{customer_id: a}]}
exposures:
  - {name: bi, type: dashboard, owner: {email: shop@example.com}, depends_on: [ref('customers')]}
macros:
  - {name: living, description: Whether a customer is there.}
""",
}


def read_small_project() -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name, content in FILES.items():
            file = Path(folder, name)
            file.parent.mkdir(exist_ok=True)
            file.write_text(content)
        places = ["--project-dir", folder, "--profiles-dir", folder, "--target-path", f"{folder}/target"]
        places += ["--log-path", f"{folder}/logs", "--log-level", "none", "--log-level-file", "none"]
        # The second time, it reads what it wrote.
        for _ in range(2):
            result = dbtRunner().invoke(["parse", *places])
            assert result.success, result.exception
        reset_adapters()
    assert threading.active_count() == 1, "a copy of this process would lack its other threads"


read_small_project()
# What has been made until here stays: a copy's collector would look through all of it, and so have its pages copied.
gc.collect()
gc.freeze()
