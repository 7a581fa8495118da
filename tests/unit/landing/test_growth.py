"""What the landing keeps of nights gone by has a bound."""

from datetime import timedelta

from orchestration.landing import ledger
from tests.unit.landing.conftest import LANDED_AT, LandingHome

MOMENT = LANDED_AT.replace(tzinfo=None)


def many_nights(shop: LandingHome, nights: int) -> None:
    """Nights that each reject a row and move one from a customer to another."""
    for number in range(nights):
        shop.drop("visits/daily.csv", "customer_id,url,seconds\n,u,1\n1,u,1\n")
        shop.drop("decisions/daily.csv", f"at,phone,customer_id\n2026-01-01,1,c{number}\n")
        shop.land(landed_at=LANDED_AT + timedelta(days=number))


def test_rejected_rows_were_never_pruned(shop: LandingHome) -> None:
    many_nights(shop, 4)
    counts = "select sum(read_rows), sum(accepted_rows), sum(rejected_rows) from raw.landed_files"
    before = shop.rows(counts)
    ledger.prune(shop.connection, rejected_before=MOMENT + timedelta(days=2), seen_file_id=0)
    assert shop.rows("select file_id from raw.rejected_rows order by 1") == [(5,), (7,)]
    # What was read, accepted and rejected is still known.
    assert shop.rows(counts) == before == [(12, 8, 4)]


def test_who_lost_a_row_was_never_pruned(shop: LandingHome) -> None:
    many_nights(shop, 4)
    assert shop.rows("select * from raw.replaced_customers order by 1") == [(4, "c0"), (6, "c1"), (8, "c2")]
    ledger.prune(shop.connection, rejected_before=MOMENT, seen_file_id=6)
    assert shop.rows("select * from raw.replaced_customers") == [(8, "c2")]


def test_a_row_that_stays_with_its_customer_is_not_noted_as_lost(shop: LandingHome) -> None:
    for number in range(3):
        shop.drop("decisions/daily.csv", f"at,phone,customer_id\n2026-01-01,1,c{number // 2}\n")
        shop.land()
    assert shop.rows("select * from raw.replaced_customers") == [(3, "c0")]


def test_landed_files_are_not_looked_up_one_by_one(shop: LandingHome) -> None:
    """3,000 of them took 3.4 s each night; what is in the archive is not looked at."""
    many_nights(shop, 2)
    assert shop.land().files == []
    assert shop.rows("select count(*) from raw.landed_files where archived_as is null") == [(0,)]
