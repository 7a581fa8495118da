"""What a mapping may say: everything else is refused, with the file, the line, the problem and the fix."""

import re

import pytest

from orchestration.landing.contract import Contract
from orchestration.landing.mapping_files import MappingError, Mappings, read_mapping
from orchestration.settings import Project
from tests.faults import SECRET
from tests.workspace import PROJECT

USABLE = """\
file:
  decimal_mark: "."
columns:
  No: text
  Kind: {optional: true}
  Amount: number
  Placed: moment
tables:
  orders:
    key: No
    columns:
      order_id: No
      ordered_at: {sql: min("Placed")}
      status: {column: Kind, values: {done: delivered}, otherwise: open}
      total_amount: {sql: sum("Amount")}
"""


@pytest.fixture(scope="module")
def contract() -> Contract:
    project = Project(PROJECT)
    return Contract.read(project.landing_contract, project.variables)


def fault(contract: Contract, found: str, put: str) -> str:
    """What is said of the mapping with some of its text replaced."""
    assert found in USABLE
    with pytest.raises(MappingError) as error:
        read_mapping("shop", USABLE.replace(found, put, 1), contract, "mappings/shop.yml")
    return str(error.value)


def test_a_usable_mapping_is_read(contract: Contract) -> None:
    assert list(read_mapping("shop", USABLE, contract, "mappings/shop.yml").said.tables) == ["orders"]


@pytest.mark.parametrize(
    ("found", "put", "line", "said"),
    [
        ("  orders:", "  order:", 9, "there is no landing table 'order' (did you mean 'orders'?)"),
        ("total_amount:", "total_amonut:", 15, "no column 'total_amonut' (did you mean 'total_amount'?)"),
        ("      order_id: No\n", "", 11, "the table orders needs 'order_id', too"),
        ("order_id: No", "order_id: Nr", 12, "the column 'Nr' is not listed under columns"),
        ("Amount: number", "Amount: numbr", 6, "'numbr' is not a type; use one of 'text', 'number' or 'moment'"),
        ("decimal_mark:", "format: xml\n  decimal_mark:", 2, "'xml' is not a format"),
        ("decimal_mark:", "encoding: cp125x\n  decimal_mark:", 2, "'cp125x' is not an encoding"),
        ("decimal_mark:", "time_zone: Mars\n  decimal_mark:", 2, "'Mars' is not a time zone"),
        ("decimal_mark:", "decimalmark:", 2, "'decimalmark' is not known here; did you mean 'decimal_mark'?"),
        ("    key: No", "    kee: No", 10, "'kee' is not known here; did you mean 'key'?"),
        ("order_id: No", "order_id: {column: No, sql: 'min(1)'}", 12, "give exactly one"),
        ("  No: text", "  No: text\n  No: text", 5, "'No' appears twice"),
        ("  No: text", "  No: {headers: [kind]}", 4, ""),
        ("columns:", "columns: [", 5, "not YAML"),
    ],
    ids=lambda value: str(value).strip()[:30],
)
def test_what_a_mapping_may_not_say(contract: Contract, found: str, put: str, line: int, said: str) -> None:
    text = fault(contract, found, put)
    assert said in text
    if said:
        assert text.startswith("mappings/shop.yml: ")
        assert any(f": line {line}: " in each for each in text.splitlines())


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("(select max(x) from other)", "holds a query"),
        ("1) from read_csv('/etc/passwd') where (true", "more than one expression"),
        ("1), (2", "more than one expression"),
        ("read_csv('other.csv')", "read_csv"),
        ("read_text('/etc/passwd')", "read_text"),
        ("getvariable('x')", "getvariable asks what the session is set to"),
        ("current_setting('temp_directory')", "current_setting asks what the session is set to"),
        ("getenv('HOME')", "getenv"),
        ("max(now())", "now asks the clock"),
        ("min(random())", "random throws dice"),
        ("max(customers.email)", "names the table customers"),
        ("min(\"Other\")", "'Other', which is not listed under columns"),
        ("min(columns('.*'))", "holds a star"),
        ("min($1)", "parameter"),
        ("unnest([1, 2])", "unnest makes several rows of one"),
        ("first(\"Amount\")", "order by _row"),
        ("arg_max(\"Amount\", \"Placed\")", "end what it goes by with the row"),
        ("sum(\"Kind\")", "does not fit the columns' types"),
        ("\"Amount\"", "does not fit the columns' types or the key"),
        ("sum(\"Amount\"", "cannot be read as SQL"),
        ("row_number() over (order by \"No\")", "_row"),
    ],
)  # fmt: skip
def test_an_expression_reads_the_rows_of_the_file_alone(contract: Contract, sql: str, said: str) -> None:
    text = fault(contract, 'total_amount: {sql: sum("Amount")}', f"total_amount:\n        sql: |\n          {sql}")
    assert said in text
    assert "line 16: " in text


def test_an_expression_that_sums_up_needs_a_key(contract: Contract) -> None:
    assert "line 12: the expression sums up several rows" in fault(contract, "    key: No\n", "")


@pytest.mark.parametrize(
    "sql",
    [
        'first("Amount" order by _row)',
        'arg_max("Amount", ("Placed", _row))',
        'sum("Amount") filter (lower("Kind") = \'done\')',
        'list_sum(list_transform([sum("Amount"), 1], lambda each: each * 2))',
        "case when count(*) > 1 then max(\"Amount\") else 0 end -- of several, the greatest",
    ],
)  # fmt: skip
def test_an_expression_may_calculate(contract: Contract, sql: str) -> None:
    old, new = '{sql: sum("Amount")}', f"\n        sql: |\n          {sql}"
    read_mapping("shop", USABLE.replace(old, new), contract, "mappings/shop.yml")


def test_the_example_of_the_documentation_is_a_mapping(contract: Contract) -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", (PROJECT / "docs" / "mappings.md").read_text(), re.DOTALL)
    assert set(read_mapping("example", example, contract, "docs/mappings.md").said.tables) == {"orders", "order_lines"}


def test_a_shops_own_mapping_stands_above_a_ready_one(
    contract: Contract, tmp_path_factory: pytest.TempPathFactory
) -> None:
    project = tmp_path_factory.mktemp("project")
    project.joinpath("mappings").mkdir()
    project.joinpath("mappings", "shopify-orders.yml").write_text(USABLE)
    mappings = Mappings.of(project, contract, lambda: SECRET)
    assert mappings.named("shopify-orders").text == USABLE
    assert "magento2-customers" in mappings.names
