"""The referee on texts, numbers, lists, phone numbers and statuses; every test is a mistake it catches."""

from typing import Any

import pytest

from tests.conformance.asking import NOW, count, having, orders, who, x


@pytest.mark.parametrize(
    ("value", "wanted", "is_equal"),
    [
        ("7", 7, True),
        ("7.0", "7", True),
        ("-0", 0, True),
        ("007", 7, False),
        ("007", "007", True),
        ("1e3", 1000, False),
        ("+7", 7, False),
        (" 7", 7, False),
        (".5", 0.5, False),
        ("0.30", 0.3, True),
        (True, "TRUE", True),
        ("False", False, True),
        (True, 1, False),
        ("true", "True", False),
        ("Æble", "æble", False),
        ("", "", True),
        ("1" * 28 + ".0", "1" * 28, True),
        ("1" * 29 + ".0", "1" * 29, False),
        ("1" * 29, "1" * 29, True),
        ("1" * 28, "1" * 27 + "2", False),
    ],
)
def test_what_looks_like_a_plain_number_equals_it_and_nothing_else_does(
    value: Any, wanted: Any, is_equal: bool
) -> None:
    customers = having({"a": value})
    assert (who(x("eq", wanted), customers=customers) == "a") is is_equal
    assert (who(x("ne", wanted), customers=customers) == "") is is_equal
    assert (who(x("in", ["~", wanted]), customers=customers) == "a") is is_equal
    assert (who(x("has_all", [wanted, wanted]), customers=customers) == "a") is is_equal


def test_ordering_takes_numbers_only_and_never_the_order_of_text() -> None:
    customers = having({"n9": "9", "n10": 10, "n1e3": "1e3", "n007": "007", "text": "z", "yes": True, "big": "9" * 29})
    assert who(x("gt", 9), customers=customers) == "n10"
    assert who(x("not_gt", 9), customers=customers) == "big n007 n1e3 n9 text yes"
    assert who(x("between", ["9", 10]), customers=customers) == "n10 n9"
    assert who(x("not_between", [9, 10]), customers=customers) == "big n007 n1e3 text yes"


def test_a_negated_operator_is_the_opposite_and_takes_the_missing() -> None:
    customers = having({"both": ["a", "b"], "one": ["b"], "empty": [], "hole": [None], "none": None, "absent": ...})
    assert who(x("eq", "a"), customers=customers) == "both"
    assert who(x("ne", "a"), customers=customers) == "absent empty hole none one"
    assert who(x("not_in", ["a", "b"]), customers=customers) == "absent empty hole none"
    assert who(x("not_like", "%"), customers=customers) == "absent empty hole none"


def test_has_all_may_be_met_by_different_elements() -> None:
    customers = having({"all": ["A", "7.0", "c"], "some": ["a"], "scalar": "a", "none": None})
    assert who(x("has_all", ["a", 7], ci=True), customers=customers) == "all"
    assert who(x("has_all", ["a"]), customers=customers) == "scalar some"
    assert who(x("not_has_all", ["a", 7], ci=True), customers=customers) == "none scalar some"


def test_empty_is_set_and_missing_is_empty() -> None:
    customers = having(
        {"text": "a", "blank": " ", "zero": 0, "no": False, "empty": "", "none": None, "absent": ...}
        | {"no_list": [], "hole": [None], "empties": ["", None], "some": ["", "a"]}
    )
    assert who(x("is_set"), customers=customers) == "blank empties empty no some text zero"
    assert who(x("is_not_set"), customers=customers) == "absent hole no_list none"
    assert who(x("is_empty"), customers=customers) == "absent empties empty hole no_list none"
    assert who(x("is_not_empty"), customers=customers) == "blank no some text zero"


def test_like_knows_no_escape_and_regex_no_anchor() -> None:
    customers = having({"pct": "100%", "under": "a_b", "slash": "a\\b", "axb": "axb", "caps": "AXB", "n": 123})
    assert who(x("like", "a_b"), customers=customers) == "axb slash under"
    assert who(x("like", "a\\_b"), customers=customers) == ""
    assert who(x("like", "a\\%"), customers=customers) == "slash"
    assert who(x("like", "%[%]%"), customers=customers) == ""
    assert who(x("like", "A_b", ci=True), customers=customers) == "axb caps slash under"
    assert who(x("contains", "%"), customers=customers) == "pct"
    assert who(x("contains", 2), customers=customers) == "n"
    assert who(x("starts_with", ""), customers=customers) == "axb caps n pct slash under"
    assert who(x("regex", "[a-w]x"), customers=customers) == "axb"
    assert who(x("regex", "^X|x"), customers=customers) == "axb"
    assert who(x("regex", "[A-W]X", ci=True), customers=customers) == "axb caps"


def test_phone_numbers_are_compared_by_what_one_would_dial() -> None:
    customers = having(
        {
            "plain": "12 34 56 78",
            "full": "+45 12-34-56-78",
            "zeros": "0045 12345678",
            "trunk": "012345678",
            "code": "45 12 34 56 78",
            "two_zeros_less": "045 1234",
            "abroad": "+1 412 345 6789",
            "none": None,
            "text": "none",
        }
    )
    assert who(x("eq_phone", "1234(5678)"), customers=customers) == "code full plain trunk zeros"
    assert who(x("like_phone", "0045 12%"), customers=customers) == "code full plain trunk zeros"
    assert who(x("like_phone", "12__56%"), customers=customers) == "code full plain trunk zeros"
    assert who(x("like_phone", "+1%"), customers=customers) == "abroad"
    assert who(x("not_like_phone", "+45%"), customers=customers) == "abroad none text"


def test_customers_numbers_are_of_their_country_and_impossible_ones_do_not_count() -> None:
    customers = [
        {"id": "swede", "phone": "070-123 45 67", "country": "SE"},
        {"id": "same_at_home", "phone": "70 12 34 56", "country": None},
        {"id": "italian", "phone": "06 6982 1234", "country": "IT"},
        {"id": "extension", "phone": "70 12 34 56 ext. 5", "country": "DK"},
        {"id": "too_short", "phone": "7012", "country": "DK"},
        {"id": "code", "phone": "45 70 12 34 56", "country": "Atlantis"},
        {"id": "zero", "phone": "+45 (0)70 12 34 56", "country": "SE"},
    ]

    def of_phone(op: str, value: str) -> str:
        return who({"field": "customer.phone", "op": op, "value": value}, customers=customers)

    assert of_phone("eq_phone", "+46 701234567") == "swede"
    assert of_phone("eq_phone", "70123456") == "code extension same_at_home zero"
    assert of_phone("eq_phone", "+39 06 69821234") == "italian"
    assert of_phone("eq_phone", "70 12 34 56 ext. 7") == "code extension same_at_home zero"
    assert of_phone("eq_phone", "+39 (0)6 6982 1234") == "italian"
    assert of_phone("like_phone", "+45%") == "code extension same_at_home zero"
    assert of_phone("not_like_phone", "+4%") == "italian too_short"


def test_a_status_is_read_without_regard_to_case_and_underscores() -> None:
    shop = orders(a=(NOW, {"status": "Out_For_Delivery"}), b=(NOW, {"status": "outfordelivery"}))
    rule = count("gte", 1, where={"field": "order.status", "op": "in", "value": ["OUT for_delivery"]})
    assert who(rule, **shop) == "a"
    rule = count("gte", 1, where={"field": "order.status", "op": "ne", "value": "out for delivery"})
    assert who(rule, **shop) == "b"
