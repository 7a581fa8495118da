"""Which SQL is a tree of conditions, and how its conditions are shown."""

import pytest

from orchestration.desk.tree import Joined, Leaf, Unsplit
from tests.unit.desk.made import CUSTOMERS, HEAD, tree_of

CONDITIONS = {
    "few": "x < 2",
    "both": "(x > 0 and y > 0)",
    "bare": "x > 0 and y > 0",
    "either": "x = 1 or y = 1",
    "absent": f"not customer_id in (select customer_id from {CUSTOMERS} where x = 2)",
}


def texts(where: str) -> list[str]:
    return [each.text for each in tree_of(HEAD + "where " + where, CONDITIONS).conditions]


@pytest.mark.parametrize(
    ("where", "shown"),
    [
        ("{{ few }}", ["{{ few }}"]),
        ("( {{- few -}} )", ["{{- few -}}"]),
        ("{{ few }} and {{ absent }}", ["{{ few }}", "{{ absent }}"]),
        # The parser makes one conjunction of all three.
        ("{{ few }} and {{ both }}", ["{{ few }}", "{{ both }}"]),
        ("{{ both }} and {{ few }} and {{ both }}", ["{{ both }}", "{{ few }}"]),
        ("not {{ few }} or ({{ both }} and s = 'a')", ["{{ few }}", "{{ both }}", "s = 'a'"]),
        ("x  >\n 1 -- few\n and s = 'b)'", ["x > 1", "s = 'b)'"]),
        ("(x + 1) * 2 > {{ 3 }} and ((y = 1))", ["(x + 1) * 2 > {{ 3 }}", "y = 1"]),
        ("-x < 0 and s in ('a', 'b)') and x between 0 and 1", ["-x < 0", "s in ('a', 'b)')", "x between 0 and 1"]),
        ("case x when 1 then y = 1 end or x is null", ["case x when 1 then y = 1 end", "x is null"]),
        ("coalesce(x = 1, false) and s like 'a%'", ["coalesce(x = 1, false)", "s like 'a%'"]),
        ("x not in (1) and x not between 0 and 1", ["x not in (1)", "x not between 0 and 1"]),
        ("customer_id not in (select x from t) or {{ few }}", ["customer_id not in (select x from t)", "{{ few }}"]),
        ("s not like 'a%' and x is not null", ["s not like 'a%'", "x is not null"]),
        ("true", ["true"]),
    ],
)  # fmt: skip
def test_conditions_are_shown_as_they_were_written(where: str, shown: list[str]) -> None:
    assert texts(where) == shown


def test_jinja_inside_a_text_is_no_condition() -> None:
    assert texts("s = '{{ few }}' and {{ few }}") == ["s = 'x < 2'", "{{ few }}"]


def test_not_is_told_from_its_condition_though_the_parser_joins_them() -> None:
    tree = tree_of(HEAD + "where not {{ few }} or not (x = 1) or not ({{ few }})", CONDITIONS)
    few = Joined("not", (Leaf(0),))
    assert tree.root == Joined("or", (few, Joined("not", (Leaf(1),)), few))


def test_and_or_and_not_stand_as_the_sql_has_them() -> None:
    tree = tree_of(HEAD + "where {{ few }} and not ({{ both }} or {{ few }})", CONDITIONS)
    assert tree.root == Joined("and", (Leaf(0), Joined("not", (Joined("or", (Leaf(1), Leaf(0))),))))


def test_a_condition_that_falls_apart_in_its_place_is_not_taken_for_one() -> None:
    # `x > 0 and y > 0` after `not` is `(not x > 0) and y > 0`.
    assert texts("not {{ bare }}") == ["x > 0", "y > 0"]
    assert texts("{{ few }} and {{ either }}") == ["{{ few }}", "x = 1", "y = 1"]


def test_a_loop_writes_one_condition_several_times() -> None:
    definition = HEAD + "where\n{% for n in (1, 2) %}\n {{ 'x = ' ~ n }} {{ 'or' if not loop.last }}\n{% endfor %}"
    assert [each.sql for each in tree_of(definition).conditions] == ["x = 1", "x = 2"]


def test_jinja_that_is_part_of_a_word_or_a_sign_is_left_alone() -> None:
    assert texts("x >{{ '=' }} 1 and c{{ 'ustomer_id' }} > 3") == ["x >= 1", "customer_id > 3"]


@pytest.mark.parametrize(
    ("definition", "reason"),
    [
        ("with a as (select 1) select customer_id from {{ customers }}", "common table expression"),
        (HEAD + "group by customer_id", "group by"),
        (HEAD + "where x = 1 group by customer_id having count(*) > 1", "group by"),
        (HEAD + "qualify row_number() over (order by x) = 1", "qualify"),
        ("select distinct customer_id from {{ customers }}", "distinct"),
        (HEAD + "order by customer_id limit 3", "limit"),
        (HEAD + "union select 1", "union"),
        ("select customer_id from (select * from {{ customers }})", "selects from a query"),
        ("select a.customer_id from {{ customers }} as a, {{ customers }} as b", "joins tables"),
        ('select customer_id from "w"."marts"."orders"', "another table"),
        ("select customer_id from {{ customers }} as c (a, b)", "anew"),
        ("select x from {{ customers }}", "something else"),
        ("select max(customer_id) from {{ customers }}", "something else"),
        ("values (1)", "no plain select|from a query|something|another|no table"),
    ],
)
def test_sql_that_is_no_tree_over_the_customers_says_why(definition: str, reason: str) -> None:
    with pytest.raises(Unsplit, match=reason):
        tree_of(definition)
