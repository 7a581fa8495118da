"""The values of rules in SQL group files: each comes back from Jinja as it was, and none is taken for a tag."""

from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.unit.rules import Called, calls_of, sql_of

HOSTILE = [
    "{{ 7 * 7 }}",
    "{% raw %}",
    "{# comment #}",
    "}} {{ ref('customers') }} {{",
    "{{{{{%%}}}}}",
    "{%- endraw -%}",
    "'); drop table customers; --",
    "\\",
    "\\'",
    "\\\\\"'\\",
    "\\x7b{",
    "it's",
    '"',
    'it\'s "both"',
    "line\nbreak\r\n\ttab",
    "\u2028\u2029\x85\x0b\x0c\x1b[31m\u202e\ufeff\x7f",
    "🎉 👨\u200d👩\u200d👧 æøå",
    "",
    " ",
]
TEXT = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])) | st.text("{}%#-'\"\\nx \n~")


def assert_no_tag_but_ours(sql: str, calls: int) -> None:
    assert [sql.count(sign) for sign in ("{{", "}}")] == [calls + 1] * 2
    assert not any(sign in sql for sign in ("{%", "%}", "{#", "#}"))


@given(TEXT, st.lists(TEXT, min_size=1, max_size=30))
@settings(max_examples=300)
@example("x", HOSTILE)
def test_every_text_comes_back_as_it_was(text: str, texts: list[str]) -> None:
    rule = {
        "all": [
            {"field": "profile.x", "op": "eq", "value": text},
            {"field": "profile.x", "op": "contains", "value": text},
            {"field": "customer.email", "op": "in", "value": texts},
            {
                "measure": "count",
                "of": "orders",
                "op": "gte",
                "value": 1,
                "where": {
                    "all": [
                        {"any": [{"field": "order.promo_code", "op": "eq", "value": text}, {"lines": "any", "where": {
                            "field": "line.label", "op": "in", "value": texts}}]},
                        {"field": "order.source", "op": "in", "value": texts},
                    ]
                },
            },
        ]
    }  # fmt: skip
    sql = sql_of(rule)
    equal, contains, one_of, orders = calls_of(sql)
    assert_no_tag_but_ours(sql, 4)
    assert (equal.arguments[2], contains.arguments[2], one_of.arguments[2]) == (text, text, texts)
    promo_code, line = next(call for call in walk(orders) if call.macro == "any_of").arguments
    assert (promo_code.arguments[2], line.arguments[0].arguments[2]) == (text, texts)
    assert orders.options.get("source", texts) == texts


def walk(call: Called) -> list[Called]:
    inner = [value for value in (*call.arguments, *call.options.values()) if isinstance(value, Called)]
    return [call, *(each for value in inner for each in walk(value))]


@given(TEXT.filter(lambda text: bool(text.strip())))
@settings(max_examples=200)
def test_every_name_comes_back_as_it_was(name: str) -> None:
    lists = sql_of({"list": name})
    assert calls_of(lists) == [Called("on_list", (name,), {})]
    assert_no_tag_but_ours(lists, 1)
    if name.isprintable():
        fields = sql_of({"field": f"profile.{name}", "op": "is_set"})
        assert calls_of(fields) == [Called("field", (f"profile.{name}", "is set"), {})]
        assert_no_tag_but_ours(fields, 1)


@given(st.integers(-(10**28) + 1, 10**28 - 1) | st.decimals(-(10**15), 10**15, places=2) | st.decimals(0, 1, places=9))
@settings(max_examples=300)
def test_every_number_comes_back_with_its_digits(number: int | Decimal) -> None:
    (call,) = calls_of(sql_of({"field": "profile.x", "op": "gt", "value": number}))
    came_back = call.arguments[2]
    assert Decimal(str(came_back)) == number
    assert "e" not in str(came_back).lower()


@pytest.mark.parametrize("value", [True, False, 7, "7", "true", "none", "2024-05-15"])
def test_every_value_keeps_its_type(value: object) -> None:
    (call,) = calls_of(sql_of({"field": "profile.x", "op": "eq", "value": value}))
    assert call.arguments[2] == value and type(call.arguments[2]) is type(value)
