"""What is told of an error: known phrases, and never a value of the data, whatever the value and whatever failed."""

import json
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orchestration.errors import RollcallError, said

# In every value, so that any part of it that comes through is seen.
MARK = "zqxj"
HEAD = "Runtime Error in model vip (models/customer_groups/vip.sql)\n  "
VALUES = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        [
            "anna@example.com",
            'O\'Brien "the" cat',
            "first\nsecond",
            "x\r\n\r\nLINE 1: y",
            "+45 12 34 56 78",
            "models/customer_groups/vip.sql: anna; fix",
            "\n  models/customer_groups/vip.sql: anna@example.com; fix",
            '\nBinder Error: Referenced column "{0}" not found',
            "' to {0} when casting from source column {0}",
            "[CAST_INVALID_INPUT] {0}",
            "Got 1 result, configured to fail if != 0",
            "(",
            "[",
            "\\",
            "%",
        ]
    ),
)
# Each fails at a text of the data, or shows how it would.
FAILURES = [
    "cast(value as integer)",
    "cast(value as decimal(5, 2))",
    "cast(value as date)",
    "cast(value as timestamp)",
    "cast(value as timestamptz)",
    "cast(value as time)",
    "cast(value as boolean)",
    "cast(value as uuid)",
    "cast(value as interval)",
    "cast(value as enum('a', 'b'))",
    "cast(value as integer[])",
    "cast(value as struct(a integer))",
    "cast(value as json)",
    "cast(value as blob)",
    "strptime(value, '%Y-%m-%d')",
    "regexp_matches('x', value)",
    "regexp_replace('x', '(a)', value)",
    "timezone(value, timestamp '2026-01-01')",
    "date_trunc(value, timestamp '2026-01-01')",
    "date_part(value, timestamp '2026-01-01')",
    "error(value)",
    "format(value, 1)",
    "printf(value, 'x')",
    "unhex(value)",
    "from_base64(value)",
    "json_extract('{}', value)",
    "current_setting(value)",
    "map([value, value], [1, 2])",
    "(select value from seen cross join range(2))",
    "chr(cast(length(value) * -1000000 as integer))",
    "nextval(value)",
]


def leaks(text: str, value: str) -> bool:
    return MARK in text or (len(value) > 5 and value in text)


@pytest.fixture(scope="module")
def database() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    connection.execute("create table seen (value text); create table once (value text unique)")
    return connection


@pytest.mark.parametrize("expression", FAILURES)
@settings(max_examples=25)
@given(value=VALUES)
def test_no_value_of_the_data_is_told_whatever_function_fails_at_it(
    database: duckdb.DuckDBPyConnection, expression: str, value: str
) -> None:
    marked = MARK + value.replace("{0}", MARK).replace("\0", "") + MARK
    database.execute("delete from seen")
    database.execute("insert into seen values (?)", [marked])
    # As a value of a row, and as one that is known while the query is planned.
    for sql, parameters in [
        (f"select {expression} from seen", None),
        (f"select {expression} from (select ?::text as value) as seen", [marked]),
    ]:
        try:
            database.execute(sql, parameters).fetchall()
        except Exception as error:  # noqa: BLE001 - its binding for Python fails at some texts by itself
            for told in (said(error), said(HEAD + str(error)), said(HEAD + str(error).replace("\n", "\n  "))):
                assert not leaks(told, marked), told
                assert "\n" not in told


@settings(max_examples=25)
@given(value=VALUES)
def test_no_value_is_told_of_a_row_that_breaks_a_constraint_or_of_a_program_that_fails(value: str) -> None:
    marked = MARK + value.replace("{0}", MARK) + MARK
    with duckdb.connect() as connection, pytest.raises(duckdb.Error) as broken:
        connection.execute("create table once (value text unique)")
        connection.execute("insert into once values ($1), ($1)", [marked])
    errors: list[BaseException] = [broken.value, KeyError(marked), ValueError(marked), RuntimeError(marked)]
    for work in (lambda: int(marked), lambda: {}[marked], lambda: json.loads(marked)):
        try:
            work()
        except Exception as error:  # noqa: BLE001
            errors.append(error)
    assert [said(error) for error in errors if leaks(said(error), marked)] == []


@settings(max_examples=50)
@given(value=VALUES)
def test_no_value_is_told_of_an_error_of_spark(value: str) -> None:
    marked = MARK + value.replace("{0}", MARK) + MARK
    lost = "Job aborted due to stage failure: Task 0 in stage 1.0 failed 1 times, most recent failure: Lost task 0.0 in"
    for before in (
        "",
        "Runtime Error\n    ",
        f"An error occurred while calling o1.sql.\n: org.apache.spark.SparkException: {lost}"
        " stage 1.0 (TID 1) (localhost executor driver): org.apache.spark.SparkNumberFormatException: ",
    ):
        told = said(f"{HEAD}{before}[CAST_INVALID_INPUT] The value '{marked}' of the type \"STRING\" cannot be cast")
        assert not leaks(told, marked)
        assert told.startswith("models/customer_groups/vip.sql: CAST_INVALID_INPUT: a value cannot be read")


TOLD: list[tuple[str, str]] = [
    (
        HEAD
        + 'Binder Error: Referenced column "shoe_size" not found in FROM clause!\n  Candidate bindings: "store_id"',
        "Binder Error: there is no column shoe_size; the nearest is store_id",
    ),
    (HEAD + 'Parser Error: syntax error at or near ")"\n', "Parser Error: syntax error at or near )"),
    (
        HEAD + 'Catalog Error: Scalar Function with name lowr does not exist!\n  Did you mean "lower"?\n',
        "Catalog Error: there is no function lowr; did you mean lower?",
    ),
    (
        HEAD + "Invalid Input Error: More than one row returned by a subquery used as an expression - scalar",
        "Invalid Input Error: a subquery that must return one row returned several; use an aggregate, or in (...)",
    ),
    (
        HEAD + "Runtime Error\n    [UNRESOLVED_COLUMN.WITH_SUGGESTION] A column, variable, or function parameter with"
        " name `shoe_size` cannot be resolved.",
        "UNRESOLVED_COLUMN.WITH_SUGGESTION: there is no column shoe_size",
    ),
    (HEAD + "Something new: anna@example.com", "Runtime Error, whose words may hold values: only plain dbt shows them"),
]


@pytest.mark.parametrize(("message", "sentence"), TOLD)
def test_what_helps_to_fix_a_definition_is_told(message: str, sentence: str) -> None:
    assert said(message) == f"models/customer_groups/vip.sql: {sentence}"


def test_a_quoted_name_that_is_not_a_plain_one_is_left_out() -> None:
    assert "anna" not in said(HEAD + 'Binder Error: Referenced column "anna@example.com" not found in FROM clause!')


def test_a_fault_that_a_macro_raised_stands_alone() -> None:
    fault = "models/customer_groups/vip.sql: total_purchases: unknown operator 'about'; use one of more than"
    raised = f"Compilation Error in model vip (models/customer_groups/vip.sql)\n  {fault}\n  \n  > in macro x (y.sql)"
    assert said(raised) == fault


def test_an_undefined_name_is_told() -> None:
    assert "'nosuch' is undefined" in said("Compilation Error in model vip\n  'nosuch' is undefined")


def test_our_own_errors_are_told_whole() -> None:
    assert said(RollcallError("first line\nsecond line")) == "first line\nsecond line"


def test_a_missing_file_is_told_by_its_name(tmp_path: Any) -> None:
    with pytest.raises(FileNotFoundError) as error:
        (tmp_path / "rule.yml").read_text()
    assert said(error.value) == f"{tmp_path / 'rule.yml'}: No such file or directory"


def test_a_fault_of_the_program_is_told_by_its_class_and_place() -> None:
    from orchestration.moments import parse_as_of

    with pytest.raises(ValueError) as error:
        parse_as_of("2026-13-45 anna@example.com")
    told = said(error.value)
    assert told.startswith("ValueError in orchestration/moments.py, line ")
    assert "anna" not in told
