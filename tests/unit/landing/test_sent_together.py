"""Values that are current together: which file sent a row last, changed or not, and when that is news."""

import pytest

from orchestration.landing.contract import Contract
from tests.unit.landing.conftest import CONTRACT, LandingHome

VALUES = """
      - name: answers
        config:
          meta: {key: [customer_id, field, value], required: [customer_id, field], sent_together: [customer_id, field]}
        columns:
          - {name: customer_id, data_type: varchar}
          - {name: field, data_type: varchar}
          - {name: value, data_type: varchar}
          - {name: deleted_at, data_type: timestamp}
"""
HEADER = "customer_id,field,value\n"
SENT = "select value, _file_id, _sent_file_id from raw.answers order by _sent_file_id, _line"


@pytest.fixture
def answering(shop: LandingHome) -> LandingHome:
    path = shop.home / "contract.yml"
    path.write_text(CONTRACT + VALUES)
    shop.contract = Contract.read(path, {"id_type": "varchar", "time_zone": "UTC"})
    shop.drop("answers/a.csv", HEADER + "1,industry,private\n")
    shop.land()
    return shop


def test_a_value_that_is_sent_again_is_the_last_and_news_where_another_was_in_between(answering: LandingHome) -> None:
    answering.drop("answers/b.csv", HEADER + "1,industry,business\n")
    answering.land()
    answering.drop("answers/c.csv", HEADER + "1,industry,private\n")
    answering.land()
    assert answering.rows(SENT) == [("business", 2, 2), ("private", 3, 3)]


def test_values_that_are_all_sent_again_are_not_news(answering: LandingHome) -> None:
    answering.drop("answers/b.csv", HEADER + "1,industry,private\n1,size,42\n")
    answering.land()
    answering.drop("answers/c.csv", HEADER + "1,size,42\n1,industry,private\n")
    answering.land()
    assert answering.rows(SENT) == [("42", 2, 3), ("private", 1, 3)]


def test_the_later_line_is_told_whatever_was_stored_before(answering: LandingHome) -> None:
    answering.drop("answers/b.csv", HEADER + "1,industry,business\n1,industry,private\n")
    answering.land()
    assert answering.rows(SENT) == [("business", 2, 2), ("private", 1, 2)]


def test_an_earlier_warehouse_goes_on(shop: LandingHome, answering: LandingHome) -> None:
    answering.connection.execute("alter table raw.answers drop column _sent_file_id")
    answering.connection.execute("alter table raw.answers drop column _line")
    answering.drop("answers/b.csv", HEADER + "1,industry,business\n")
    answering.land()
    assert answering.rows(SENT) == [("private", 1, 1), ("business", 2, 2)]
