"""Who a row of a file is."""

from tests.imports import ImportingShop


def test_a_customer_is_known_by_id_else_by_email_else_by_phone_however_these_are_written(shop: ImportingShop) -> None:
    shop.land(
        customers=[
            {"customer_id": "C1", "email": "ida@example.com"},
            {"customer_id": "C2", "email": "Bo@Example.com "},
            {"customer_id": "C3", "phone": "20 30 40 50", "country": "DK"},
            {"customer_id": "C4", "phone": "070-123 45 67", "country": "SE"},
        ]
    )
    imported = shop.import_(
        "id,e-mail,phone,first name\n"
        "C1,,,Ida\n"
        ", bo@EXAMPLE.com,,Bo\n"
        ",,+45 (20)304050,Cem\n"
        ",,0046701234567,Dag\n"
        ",eva@example.com,,Eva\n"
    )
    assert [(row["outcome"], row["reason"]) for row in imported.result] == [
        ("changed", "by id"),
        ("changed", "by e-mail"),
        ("changed", "by phone"),
        ("changed", "by phone"),
        ("new", ""),
    ]
    assert [imported.id(line) for line in range(2, 6)] == ["C1", "C2", "C3", "C4"]
    assert imported.id(6).startswith("n") and len(imported.id(6)) == 21


def test_what_several_customers_share_tells_nobody_apart(shop: ImportingShop) -> None:
    shop.land(
        customers=[
            {"customer_id": "C1", "email": "home@example.com", "phone": "+4520304050"},
            {"customer_id": "C2", "email": "HOME@example.com", "phone": "+4520304050"},
            {"customer_id": "C3", "email": "other@example.com"},
        ]
    )
    imported = shop.import_(
        "customer_id,email,phone,city\n,home@example.com,,Aarhus\n,,20304050,Aarhus\nC1,home@example.com,,Aarhus\n"
        "C2,other@example.com,,Aarhus\n"
    )
    assert imported.reason(2) == "several customers have this e-mail address: C1, C2"
    assert imported.reason(3) == "several customers have this phone number: C1, C2"
    assert imported.outcome(4) == "changed"
    assert imported.reason(5) == "the id is one customer's, and the e-mail address another's: C3"
    assert shop.waiting("customers") == [{"customer_id": "C1", "city": "Aarhus"}]


def test_a_person_twice_in_a_file_counts_once_and_is_reported(shop: ImportingShop) -> None:
    shop.land(customers=[{"customer_id": "C1", "email": "ida@example.com", "phone": "+4511111111"}])
    imported = shop.import_(
        "id,email,phone,first name\n"
        ",ida@example.com,,Ida\n"  # 2: C1
        ",,11111111,Ida\n"  # 3: C1 again, by another way
        "N7,new@example.com,,New\n"  # 4
        "N7,,22222222,New\n"  # 5: the same id
        ",NEW@example.com,,New\n"  # 6: the same address
        "N8,new@example.com,,Other\n"  # 7: an id of their own
        ",ann@example.com,33333333,Ann\n"  # 8
        ",ben@example.com,33333333,Ben\n"  # 9: of one household
        ",,33333333,Ann\n"  # 10: one of the two
    )
    assert {line: imported.reason(line) for line in range(2, 11) if imported.outcome(line) == "rejected"} == {
        3: "the same person as in line 2",
        5: "the same person as in line 4",
        6: "the same person as in line 4",
        10: "the same person as in line 8",
    }


def test_a_withdrawn_customer_is_not_brought_back(shop: ImportingShop) -> None:
    shop.land(
        customers=[
            {"customer_id": "C1", "email": "ida@example.com", "deleted_at": "2026-01-01T00:00:00Z"},
        ]
    )
    imported = shop.import_("id,email\nC1,x@example.com\n,ida@example.com\n")
    assert imported.reason(2) == "the shop has withdrawn the customer of this id"
    assert imported.outcome(3) == "new"


def test_customers_who_wait_in_the_inbox_are_known(shop: ImportingShop) -> None:
    first = shop.import_("name,phone\nIda Maria Holm,070-123 45 67\nBo Lund,20304050\n", "name=name")
    assert (first.outcome(2), first.outcome(3)) == ("rejected", "new")
    again = shop.import_("email,phone\nbo@example.com,+45 20304050\n")
    assert (again.outcome(2), again.id(2), again.reason(2)) == ("changed", first.id(3), "by phone")
    landed = shop.import_("email,city\nbo@example.com,Aarhus\n")
    assert landed.id(2) == first.id(3)
    shop.land()
    assert shop.raw("select customer_id, first_name, last_name, email, city from raw.customers") == [
        (first.id(3), "Bo", "Lund", "bo@example.com", "Aarhus")
    ]
