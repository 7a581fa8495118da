"""The referee on measures, order lines, periods, sequences and ranks; every test is a mistake it catches."""

from typing import Any

from tests.conformance.asking import COPENHAGEN, NOW, count, orders, who


def test_a_count_and_a_sum_are_never_missing_and_the_others_are() -> None:
    shop = orders(none=[], empty=(NOW, {"points": None}), some=[(NOW, {"points": 5}), (NOW, {"points": None})])
    for measure in ("sum", "min", "max", "avg"):
        rule = {"measure": measure, "of": "orders", "field": "points"}
        assert who({**rule, "op": "eq", "value": 5}, **shop) == "some"
        assert who({**rule, "op": "ne", "value": 5}, **shop) == "empty none"
        is_set = who({**rule, "op": "is_set"}, **shop)
        assert is_set == ("empty none some" if measure == "sum" else "some")
        assert who({**rule, "op": "lte", "value": 0}, **shop) == ("empty none" if measure == "sum" else "")
        assert who({**rule, "op": "not_gt", "value": 0}, **shop) == "empty none"
    for measure in ("first_at", "last_at", "days_since_last"):
        assert who({"measure": measure, "of": "orders", "op": "is_empty"}, **shop) == "none"
    assert who({"measure": "last_at", "of": "orders", "op": "not_before", "value": "2024-05-15"}, **shop) == (
        "empty none some"
    )


def test_zero_exclude_leaves_out_those_without_records_whatever_the_operator() -> None:
    shop = orders(none=[], outside="2024-01-01T00:00:00Z", one=NOW, two=[NOW, NOW])
    for op, value, expected in (("lte", 1, "one"), ("eq", 0, ""), ("ne", 1, "two"), ("not_gte", 2, "one")):
        assert who(count(op, value, window={"last": "1w"}, zero="exclude"), **shop) == expected
    where = {"field": "order.amount", "op": "gt", "value": 5}
    rule = {"measure": "avg", "of": "orders", "field": "amount", "where": where, "op": "is_not_set", "zero": "exclude"}
    assert who(rule, **shop) == ""


def test_averages_and_sums_are_exact() -> None:
    shop = orders(
        third=[(NOW, {"amount": 1}), (NOW, {"amount": 0}), (NOW, {"amount": 0})],
        tenths=[(NOW, {"amount": 0.1}), (NOW, {"amount": 0.2})],
    )
    avg = {"measure": "avg", "of": "orders", "field": "amount"}
    assert who({**avg, "op": "gt", "value": 0.3333333333333333}, **shop) == "third"
    assert who({**avg, "op": "eq", "value": 0.15}, **shop) == "tenths"
    assert who({"measure": "sum", "of": "orders", "field": "amount", "op": "eq", "value": 0.3}, **shop) == "tenths"


def test_days_since_are_calendar_days() -> None:
    shop = orders(eve="2024-05-14T21:59:59Z", midnight="2024-05-14T22:00:00Z")
    rule = {"measure": "days_since_last", "of": "orders", "op": "eq", "value": 1}
    assert who(rule, "2024-05-14T22:30:00Z", COPENHAGEN, **shop) == "eve"
    assert who({**rule, "tz": "UTC"}, "2024-05-14T22:30:00Z", COPENHAGEN, **shop) == ""
    assert who({**rule, "tz": "UTC"}, "2024-05-15T00:00:00Z", COPENHAGEN, **shop) == "eve midnight"


def test_lines_all_holds_without_lines_and_any_does_not() -> None:
    a, b = {"product": "a", "quantity": 1}, {"product": "b", "quantity": 1}
    shop = orders(
        empty=(NOW, {"lines": []}),
        a=(NOW, {"lines": [a]}),
        ab=(NOW, {"lines": [a, b]}),
        aab=(NOW, {"lines": [a, b, a]}),
    )

    def holds(how: Any) -> str:
        where = {"lines": how, "where": {"field": "line.product", "op": "eq", "value": "a"}}
        return who(count("gte", 1, where=where), **shop)

    assert holds("any") == "a aab ab"
    assert holds("all") == "a empty"
    assert holds("none") == "empty"
    assert holds({"at_least": 2}) == "aab"
    assert holds({"at_least": 0}) == "a aab ab empty"


def test_conditions_on_lines_must_hold_on_one_line_and_conditions_on_orders_on_one_order() -> None:
    line = {"field": "line.product", "op": "eq", "value": "a"}
    many = {"field": "line.quantity", "op": "gte", "value": 2}
    lines = [{"product": "a", "quantity": 1}, {"product": "b", "quantity": 2}]
    shop = orders(apart=(NOW, {"lines": lines}), same=(NOW, {"lines": [{"product": "a", "quantity": 2}]}))
    assert who(count("gte", 1, where={"lines": "any", "where": {"all": [line, many]}}), **shop) == "same"
    each = [{"lines": "any", "where": line}, {"lines": "any", "where": many}]
    assert who(count("gte", 1, where={"all": each}), **shop) == "apart same"


def test_a_category_is_in_its_own_tree_known_or_not() -> None:
    def line(category: Any) -> tuple[str, dict[str, Any]]:
        return NOW, {"lines": [{"product": str(category), "category": category, "quantity": 1}]}

    shop = orders(
        boots=line("boots"), shoes=line("shoes"), hat=line("hat"), both=line(["hat", "boots"]), none=line(None)
    )
    tree: dict[str, Any] = {"boots": "shoes", "shoes": "clothes", "clothes": None}

    def select_in(op: str, value: Any) -> str:
        where = {"lines": "any", "where": {"field": "line.category", "op": op, "value": value}}
        return who(count("gte", 1, where=where), **shop, categories=tree)

    assert select_in("in_tree", "clothes") == "boots both shoes"
    assert select_in("in_tree", "boots") == "boots both"
    assert select_in("in_tree", ["hat", "shoes"]) == "boots both hat shoes"
    assert select_in("in_tree", "hat") == "both hat"
    assert select_in("not_in_tree", "clothes") == "hat none"


def test_a_period_that_must_be_quiet_counts_for_those_who_never_came() -> None:
    shop = orders(never=[], always=["2024-05-15T11:00:00Z", "2024-05-14T11:00:00Z"], old="2024-01-01T00:00:00Z")
    rule = {"measure": "active_periods", "of": "orders", "period": "1d", "periods": 2}
    rule |= {"per_period": {"op": "eq", "value": 0}, "op": "eq", "value": 2}
    assert who(rule, **shop) == "never old"
    assert who({**rule, "zero": "exclude"}, **shop) == ""
    assert who({**rule, "zero": "exclude", "op": "lt"}, **shop) == "always"


def test_the_last_period_ends_now_in_the_second_pass_of_an_hour_too() -> None:
    rule = {"measure": "active_periods", "of": "orders", "period": "1m", "periods": 1}
    rule |= {"per_period": {"op": "gte", "value": 1}, "op": "eq", "value": 1}
    shop = orders(first_pass="2025-10-26T00:30:00Z", second_pass="2025-10-26T01:00:00Z")
    assert who(rule, "2025-10-26T01:00:00Z", COPENHAGEN, **shop) == "first_pass second_pass"


def test_a_period_has_its_newer_end_and_not_its_older_one() -> None:
    shop = orders(at="2024-05-14T12:00:00Z", inside="2024-05-14T12:00:00.000001Z")
    rule = {"measure": "active_periods", "of": "orders", "period": "1d", "periods": 1}
    rule |= {"per_period": {"op": "gte", "value": 1}, "op": "eq", "value": 1}
    assert who(rule, **shop) == "inside"


def test_a_second_record_at_the_same_moment_is_not_after_the_first() -> None:
    day = "2024-05-10T12:00:00Z"
    shop = orders(
        tie=[day, day], in_time=[day, "2024-05-12T12:00:00Z"], late=[day, "2024-05-12T12:00:00.000001Z"], one=day
    )
    rule: dict[str, Any] = {"sequence": [{"of": "orders"}, {"of": "orders"}]}
    assert who({**rule, "within": "2d"}, **shop) == "in_time"
    assert who(rule, **shop) == "in_time late"
    assert who({**rule, "window": {"from": "2024-05-12"}}, **shop) == ""
    assert who({**rule, "window": {"to": "2024-05-11"}}, **shop) == "in_time late"


def test_within_a_month_is_counted_from_the_first_record() -> None:
    first = "2024-01-31T12:00:00Z"
    shop = orders(in_time=[first, "2024-02-29T12:00:00Z"], late=[first, "2024-02-29T12:00:01Z"])
    assert who({"sequence": [{"of": "orders"}, {"of": "orders"}], "within": "1m"}, **shop) == "in_time"


def test_a_sequence_looks_at_each_records_own_conditions() -> None:
    shop = orders(
        up=[("2024-05-01T00:00:00Z", {"amount": 5}), ("2024-05-02T00:00:00Z", {"amount": 50})],
        down=[("2024-05-01T00:00:00Z", {"amount": 50}), ("2024-05-02T00:00:00Z", {"amount": 5})],
    )
    small, big = ({"of": "orders", "where": {"field": "order.amount", "op": op, "value": 9}} for op in ("lt", "gt"))
    assert who({"sequence": [small, big]}, **shop) == "up"


def test_the_last_record_is_the_last_that_meets_where() -> None:
    big = {"field": "order.amount", "op": "gt", "value": 9}
    web = {"field": "order.source", "op": "eq", "value": "web"}
    shop = orders(
        was=[("2024-05-01T00:00:00Z", {"amount": 10, "source": "web"}), ("2024-05-02T00:00:00Z", {"amount": 1})],
        shop=[("2024-05-01T00:00:00Z", {"amount": 10, "source": "web"}), ("2024-05-02T00:00:00Z", {"amount": 10})],
        none=[],
    )
    assert who({"last_record": "orders", "where": big, "has": web}, **shop) == "was"
    assert who({"last_record": "orders", "has": {"not": [web]}}, **shop) == "shop was"


def test_of_two_last_orders_the_greater_id_is_last() -> None:
    shop: dict[str, Any] = {"customers": [{"id": "a"}], "orders": []}
    for order_id, amount in (("10", 1), ("9", 2)):
        shop["orders"].append({"order_id": order_id, "customer_id": "a", "ordered_at": NOW, "amount": amount})
    rule = {"last_record": "orders", "has": {"field": "order.amount", "op": "eq", "value": 2}}
    assert who(rule, **shop) == "a"


def test_ranks_break_ties_by_id_and_round_shares_up() -> None:
    shop = orders(
        b=(NOW, {"amount": 5}), a=(NOW, {"amount": 5}), c=(NOW, {"amount": 9}), d=(NOW, {"amount": 0}), none=[]
    )
    rule = {"rank_band": 0, "of": "orders", "field_sum": "amount", "shares": [0.25, 0.25]}
    assert who(rule, **shop) == "c"
    assert who({**rule, "rank_band": 1}, **shop) == "a"
    assert who({**rule, "rank_band": 2}, **shop) == "b d"
    assert who({**rule, "rank_band": 3}, **shop) == ""
    assert who({**rule, "shares": [0.2501]}, **shop) == "a c"


def test_a_share_is_a_decimal_and_not_a_double() -> None:
    # 0.07 x 100 is 7, though not in doubles.
    shop = orders(**{f"c{number:03}": (NOW, {"amount": 1}) for number in range(100)})
    rule = {"rank_band": 0, "of": "orders", "field_sum": "amount", "shares": [0.07]}
    assert len(who(rule, **shop).split()) == 7
