"""Groups made, edited and taken away by command, as a user does it, and the nights that follow."""

import json

import pytest
import yaml

from tests.rows import customer, order
from tests.workspace import Ended, Workspace

DANES = "select customer_id\nfrom {{ ref('customers') }}\nwhere country = 'DK'\n"
NIGHT = "2025-03-01T01:00:00Z"
# What a value must not be taken for: Jinja, SQL, a comment, the marks that conditions put into their SQL.
HOSTILE = {
    "jinja": "{{ ref('nothing') }} {% raw %} {# x #}",
    "quotes": "it's \"both\" \\' \\",
    "variables": "${env:HOME} ${x} $y",
    "sql": "x'); drop table marts.customers; --",
    "marks": "x /* end of customers */ y /* of customers */ select customer_id\nfrom z",
    "lines": "line\nbreak\ttab \u2028 🎉",
}


def assert_plain(ended: Ended, code: int, *parts: str) -> None:
    assert "Traceback" not in ended.err, ended.err[-300:]
    assert ended.code == code, ended.err
    assert [part for part in parts if part not in ended.err] == []


def write_rule(shop: Workspace, rule: object) -> str:
    file = shop.home / "rule.yml"
    file.write_text(rule if isinstance(rule, str) else yaml.safe_dump(rule))
    return str(file)


def files(shop: Workspace) -> set[str]:
    return {file.name for file in shop.groups.rglob("*")}


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A shop whose customers are called like the hostile values that they have."""
    shop = Workspace.open(tmp_path_factory.mktemp("rules"), {"danes": DANES})
    customers = [customer(name, city=city) for name, city in HOSTILE.items()]
    shop.drop_rows("customers", "1.ndjson", [*customers, customer("ada", "DK", phone="+45 12345678")])
    shop.drop_rows("orders", "1.ndjson", [order(name, name, promo_code=code) for name, code in HOSTILE.items()])
    return shop


def test_a_rule_becomes_a_group_that_the_night_calls_up(shop: Workspace) -> None:
    for name, value in HOSTILE.items():
        of_customer = {"field": "customer.city", "op": "eq", "value": value}
        of_order = {"field": "order.promo_code", "op": "eq", "value": value}
        twice = [{"measure": "count", "of": "orders", "op": op, "value": 1, "where": of_order} for op in ("gte", "lte")]
        ended = shop.run("groups", "add", f"all_{name}", "--rule", write_rule(shop, {"all": [of_customer, *twice]}))
        assert ended.code == 0, ended.err
    night = shop.nightly(NIGHT)
    assert night.code == 0, night.err
    assert {name: shop.members(f"all_{name}") for name in HOSTILE} == {name: [name] for name in HOSTILE}


def test_adding_shows_the_file_and_the_sql(shop: Workspace) -> None:
    rule = write_rule(shop, "{all: [{not: [{group: danes}]}, {measure: count, of: orders, op: gte, value: 3}]}")
    ended = shop.run(
        "groups", "add", "others", "--rule", rule, "--name", "Others", "--icon", "🌍", "--owner", "team:crm"
    )
    assert ended.code == 0, ended.err
    sql = (shop.groups / "others.sql").read_text()
    assert ended.out == f"models/customer_groups/others.sql\n\n{sql}"
    assert yaml.safe_load((shop.groups / "others.yml").read_text())["models"][0]["config"]["meta"]["icon"] == "🌍"
    assert shop.run("groups", "remove", "others", "--yes").code == 0
    assert not {"others.sql", "others.yml"} & files(shop)


EVERYBODY = "select customer_id\nfrom {{ ref('customers') }}\n"
TWO_READS = """select customer_id
from {{ ref('customers') }}
where {{ number_of_orders('at least', 3, between=['2025-01-01', none]) }}
    and {{ total_purchases('more than', 500, between=['2025-01-01', none]) }};
"""
AS_RUN = """with read_1 as (
    select
        customer_id,
        count(*) filter (where is_refund is not true) as record_count,
        coalesce(sum(total_amount), 0) as amount_sum
    from "marts"."orders" as orders
    where
        customer_id is not null
        and (is_counted or is_refund)
        and ordered_at >= timestamp '2024-12-31 23:00:00'
    group by customer_id
)

select customer_id
from "marts"."customers"
where customer_id in (select customer_id from read_1 where record_count >= 3)
    and customer_id in (select customer_id from read_1 where amount_sum > 500)
"""


def test_the_sql_of_a_group_is_printed_as_a_night_runs_it(shop: Workspace) -> None:
    shop.define("two_reads", TWO_READS)
    shop.define(
        "own_words", EVERYBODY + """where {{ number_of_orders('at least', 3, where="status = 'a;b' -- it's\\n") }}"""
    )
    shop.define("no_column", EVERYBODY + "where {{ field('customer.shoe_size', 'is', 42) }}")
    shop.define("misspelled", DANES + "    and {{ number_of_order('at least', 3) }}\n")
    try:
        ended = shop.run("groups", "sql", "two_reads")
        assert (ended.code, ended.out) == (0, AS_RUN), ended.err
        assert_plain(shop.run("groups", "sql", "misspelled"), 1, "misspelled.sql: line 4: there is no condition")
        ended = shop.run("groups", "sql", "own_words")
        assert ended.code == 0 and "(status = 'a;b' -- it's\n)" in ended.out, ended.err
        ended = shop.run("groups", "sql", "no_column")
        assert_plain(ended, 1, "models/customer_groups/no_column.sql", "customers has no column shoe_size")
        assert_plain(shop.run("groups", "sql", "nobody"), 1, "there is no group 'nobody'")
    finally:
        for key in ("two_reads", "misspelled", "own_words", "no_column"):
            shop.undefine(key)


def test_a_bad_rule_leaves_nothing_behind(shop: Workspace) -> None:
    before = files(shop)
    rule = write_rule(shop, "{all: [{group: dane}, {field: customer.city, op: equals, value: x}]}")
    ended = shop.run("groups", "add", "bad", "--rule", rule, "--name", "Bad")
    assert_plain(ended, 1, "rule.yml: rule.all[1].op: unknown operator 'equals'")
    rule = write_rule(shop, "{all: [{group: dane}, {field: customer.accepts_sms, op: contains, value: x}]}")
    ended = shop.run("groups", "add", "bad", "--rule", rule, "--name", "Bad")
    assert_plain(ended, 1, "rule.all[0].group: there is no group 'dane'", "rule.all[1].op: customer.accepts_sms is")
    assert len(ended.err.strip().splitlines()) == 2
    assert_plain(shop.run("groups", "add", "bad", "--rule", "nowhere.yml"), 1, "nowhere.yml: cannot be read")
    assert_plain(shop.run("groups", "add", "bad", "--rule", write_rule(shop, "{}")), 1, "the rule is empty")
    assert_plain(shop.run("groups", "add", "danes", "--rule", rule), 1, "'danes' is taken", "choose another key")
    assert_plain(shop.run("groups", "add", "DANES", "--rule", rule), 1, "'DANES' cannot be a group key")
    assert_plain(shop.run("groups", "add", "bad"), 2, "--rule")
    assert files(shop) == before


def test_a_group_that_does_not_compile_leaves_nothing_behind(shop: Workspace) -> None:
    before = files(shop)
    field = shop.project / "macros" / "conditions" / "fields" / "field.sql"
    broken = field.read_text()
    field.write_text(broken.replace("macro field(", "macro a_field("))
    try:
        rule = write_rule(shop, "{field: customer.city, op: eq, value: x}")
        assert_plain(
            shop.run("groups", "add", "bad", "--rule", rule, "--name", "Bad"),
            1,
            "models/customer_groups/bad.sql: line 3: there is no condition field; did you mean a_field?",
        )
    finally:
        field.write_text(broken)
    assert files(shop) == before


def test_a_broken_group_is_not_in_the_way_of_a_new_one(shop: Workspace) -> None:
    shop.define("broken", DANES + "    and {{ no_such_macro() }}\n")
    shop.define("unfinished", "select {{ ref( \n")
    try:
        rule = write_rule(shop, "{group: danes}")
        ended = shop.run("groups", "add", "fine", "--rule", rule)
        assert ended.code == 0, ended.err
    finally:
        for key in ("broken", "unfinished"):
            shop.undefine(key)
    assert_plain(shop.run("groups", "remove", "danes", "--yes"), 1, "models/customer_groups/fine.sql", "'danes'")
    assert shop.run("groups", "remove", "fine", "--yes").out.startswith("deleted models/customer_groups/fine.sql")


def test_a_group_is_not_removed_unasked(shop: Workspace) -> None:
    ended = shop.run("groups", "remove", "danes")
    assert ended.code == 1
    assert "members leave at the next night" in ended.out
    assert "danes.sql" in files(shop)
    assert_plain(shop.run("groups", "remove", "dane", "--yes"), 1, "there is no group 'dane'; did you mean danes?")


def test_a_group_whose_entries_another_one_takes_is_not_removed(shop: Workspace) -> None:
    reader = shop.define("friends", DANES + "    or {{ added_by_hand(group='danes') }}\n")
    try:
        assert_plain(shop.run("groups", "remove", "danes", "--yes"), 1, "models/customer_groups/friends.sql", "'danes'")
    finally:
        reader.unlink()
    assert "danes.sql" in files(shop)


def test_members_entered_by_hand_are_landed_and_belong(shop: Workspace) -> None:
    add = ["groups", "edit-members", "danes", "add", "+45 12 34 56 78,ada", "jinja", "--by", "bo", "--reason", "asked"]
    ended = shop.run(*add, "--expires-at", "2099-01-01T00:00:00Z")
    assert ended.code == 0, ended.err
    assert "1 by phone and 2 by id" in ended.out
    assert shop.run("groups", "edit-members", "danes", "remove", "10023", "--ids").code == 0
    landed = [file for file in json.loads(shop.run("land", "--json").out)["files"] if file["table"] == "manual_members"]
    assert [(file["status"], file["accepted_rows"], file["rejected_rows"]) for file in landed] == [
        ("loaded", 3, 0),
        ("loaded", 1, 0),
    ]
    with shop.raw() as raw:
        rows = raw.execute(
            "select group_key, action, customer_id, phone, entered_by, reason, expires_at is not null"
            " from raw.manual_members order by entered_at, customer_id nulls first"
        ).fetchall()
    assert rows[:3] == [
        ("danes", "add", None, "+45 12 34 56 78", "bo", "asked", True),
        ("danes", "add", "ada", None, "bo", "asked", True),
        ("danes", "add", "jinja", None, "bo", "asked", True),
    ]
    assert rows[3][:4] == ("danes", "remove", "10023", None) and rows[3][4] and rows[3][5:] == (None, False)
    night = shop.run("groups", "edit-members", "danes", "remove", "jinja", "--now")
    assert (night.code, "counts from the night that runs now" in night.out) == (0, True), night.err
    assert shop.members("danes") == ["ada"]


def test_what_cannot_be_entered_is_answered_plainly(shop: Workspace) -> None:
    edit = ["groups", "edit-members"]
    assert_plain(shop.run(*edit, "dane", "add", "C1"), 1, "there is no group 'dane'; did you mean danes?")
    assert_plain(shop.run(*edit, "danes", "add", "+abc"), 1, "'+abc' is not a phone number")
    assert_plain(shop.run(*edit, "danes", "add", "C1", "--expires-at", "2001-01-01"), 1, "has passed")
    assert_plain(shop.run(*edit, "danes", "add", "C1", "--expires-at", "soon"), 2, "soon")
    assert_plain(shop.run(*edit, "danes", "drop", "C1"), 2, "drop")
    assert_plain(shop.run(*edit, "danes", "add"), 2, "ustomers")
