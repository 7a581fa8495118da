"""Rules that cannot be taken: each gives one line with the file, the place inside the rule, the problem and the fix."""

from pathlib import Path

import pytest

from tests.unit.rules import faults_of

COUNT = "measure: count, of: orders"
FIELD = "field: customer.email"
PERIODS = (
    "{{measure: active_periods, of: orders, period: {}, periods: {}, per_period: {{op: {}, value: {}}},"
    " op: gte, value: 1{}}}"
)


BAD: list[tuple[str, str, list[str]]] = [
    # What is not a rule at all
    ("{}", "rule", ["empty", "{all: []} for everybody"]),
    ("", "rule", ["the rule is empty"]),
    ("[]", "rule", ["a list stands where a condition belongs"]),
    ("3", "rule", ["3 stands where a condition belongs"]),
    ("{all: [{}]}", "rule.all[0]", ["empty"]),
    ("{al: []}", "rule", ["'al' makes no condition", "did you mean 'all'?"]),
    ("{segment: vip, name: x}", "rule", ["'segment', 'name' make no condition", "use one of all, any, not"]),
    ("{all: {field: customer.email, op: is_set}}", "rule.all", ["a mapping stands where a list belongs", "[...]"]),
    ("{all: [3]}", "rule.all[0]", ["3 stands where a condition belongs"]),
    ("{all: [], any: []}", "rule", ["'any' cannot stand beside 'all'", "a node of its own"]),
    ("{everyone: false}", "rule.everyone", ["false is not true", "{any: []}"]),
    ("{not: [{not: [{group: VIP}]}]}", "rule.not[0].not[0].group", ["'VIP' is not a group key"]),
    # Unknown and missing keys
    (f"{{{COUNT}, op: gte, value: 1, windw: {{last: 7d}}}}", "rule", ["'windw'", "did you mean 'window'?"]),
    (f"{{{COUNT}, op: gte, value: 1, limit: 5}}", "rule", ["unknown key 'limit'", "use one of measure, of"]),
    (f"{{{COUNT}, op: gte, value: 1, where: null}}", "rule", ["'where' is empty", "leave the key out"]),
    ("{measure: count, op: gte, value: 1}", "rule", ["'of' is missing"]),
    (f"{{{COUNT}, value: 1}}", "rule", ["'op' is missing"]),
    (f"{{{COUNT}, op: gte}}", "rule", ["'value' is missing", "gte"]),
    (f"{{{FIELD}, op: eq}}", "rule", ["'value' is missing"]),
    # Unknown words
    (f"{{{FIELD}, op: equals, value: x}}", "rule.op", ["unknown operator 'equals'", "use one of eq, in"]),
    (f"{{{FIELD}, op: strts_with, value: x}}", "rule.op", ["did you mean 'starts_with'?"]),
    (f"{{{FIELD}, op: not_ne, value: x}}", "rule.op", ["unknown operator 'not_ne'"]),
    (f"{{{FIELD}, op: [eq], value: x}}", "rule.op", ["unknown operator a list"]),
    ("{measure: percentile, of: orders, op: gte, value: 1}", "rule.measure", ["unknown measure 'percentile'", "count"]),
    ("{measure: cont, of: orders, op: gte, value: 1}", "rule.measure", ["did you mean 'count'?"]),
    ("{measure: count, of: order, op: gte, value: 1}", "rule.of", ["unknown kind of record", "'orders'?"]),
    (f"{{{COUNT}, op: gte, value: 1, window: {{lst: 7d}}}}", "rule.window", ["'lst'", "did you mean 'last'?"]),
    (f"{{{COUNT}, op: gte, value: 1, window: {{}}}}", "rule.window", ["not a window", "{last: 7d}"]),
    (f"{{{COUNT}, op: gte, value: 1, window: 7d}}", "rule.window", ["'7d' is not a window", "{last: 7d}"]),
    (
        f"{{{COUNT}, op: gte, value: 1, window: {{last: 7d, period: today}}}}",
        "rule.window",
        ["'period' cannot stand beside 'last'"],
    ),
    (f"{{{COUNT}, op: gte, value: 1, window: {{period: this_quarter}}}}", "rule.window.period", ["this_quarter"]),
    (f"{{{COUNT}, op: gte, value: 1, zero: drop}}", "rule.zero", ["'drop'", "exclude"]),
    ("{list: news, state: gone}", "rule.state", ["unknown state of a list 'gone'", "subscribed"]),
    # Fields
    ("{field: email, op: is_set}", "rule.field", ["'email' is not a field of a customer", "customer.country"]),
    ("{field: customer., op: is_set}", "rule.field", ["'customer.' is not a field"]),
    ("{field: 7, op: is_set}", "rule.field", ["7 is not a text"]),
    ("{field: order.amount, op: gt, value: 1}", "rule.field", ["not a field of a customer", "`where` of a measure"]),
    (
        f"{{{COUNT}, op: gte, value: 1, where: {{field: order.foo, op: eq, value: 1}}}}",
        "rule.where.field",
        ["'order.foo' is not a field of an order", "order.amount"],
    ),
    (
        f"{{{COUNT}, op: gte, value: 1, where: {{field: order.amunt, op: eq, value: 1}}}}",
        "rule.where.field",
        ["did you mean 'order.amount'?"],
    ),
    (
        f"{{{COUNT}, op: gte, value: 1, where: {{field: page.url, op: eq, value: x}}}}",
        "rule.where.field",
        ["'page.url' is not a field of an order"],
    ),
    (
        f"{{{COUNT}, op: gte, value: 1, where: {{field: line.product, op: eq, value: x}}}}",
        "rule.where.field",
        ["'line.product' is not a field of an order", "{lines: any, where: ...}"],
    ),
    (
        f"{{{COUNT}, op: gte, value: 1, where: {{group: vip}}}}",
        "rule.where",
        ["inside `where` only fields can be asked for"],
    ),
    (
        "{measure: count, of: logins, op: gte, value: 1, where: {lines: any, where: {all: []}}}",
        "rule.where",
        ["only an order has lines"],
    ),
    (
        f"{{{COUNT}, op: gte, value: 1, where: {{lines: some, where: {{all: []}}}}}}",
        "rule.where.lines",
        ["'some'", "any, all, none or {at_least: 2}"],
    ),
    (
        f"{{{COUNT}, op: gte, value: 1, where: {{lines: {{at_least: 0}}, where: {{all: []}}}}}}",
        "rule.where.lines",
        ["0 is not a number of lines"],
    ),
    ("{measure: sum, of: orders, op: gt, value: 1}", "rule", ["'field' is missing"]),
    (
        "{measure: sum, of: orders, field: status, op: gt, value: 1}",
        "rule.field",
        ["not a numeric field of orders", "amount"],
    ),
    ("{measure: avg, of: logins, field: amount, op: gt, value: 1}", "rule.field", ["logins have none"]),
    ("{measure: count, of: orders, field: amount, op: gt, value: 1}", "rule.field", ["leave field out"]),
    (
        "{rank_band: 0, of: orders, field_sum: total, shares: [0.1]}",
        "rule.field_sum",
        ["not a numeric field of orders"],
    ),
    # Operators that do not fit
    ("{field: customer.accepts_email, op: contains, value: x}", "rule.op", ["true or false", "use one of eq, in"]),
    ("{field: customer.country, op: before, value: '2024-01-01'}", "rule.op", ["customer.country is a text"]),
    ("{field: customer.order_count, op: regex, value: x}", "rule.op", ["customer.order_count is a number"]),
    ("{field: customer.created_at, op: gt, value: 3}", "rule.op", ["customer.created_at is a moment", "before"]),
    ("{field: customer.city, op: in_tree, value: x}", "rule.op", ["customer.city is a text"]),
    (f"{{{COUNT}, op: contains, value: x}}", "rule.op", ["count is a number"]),
    (f"{{{COUNT}, op: is_set}}", "rule.op", ["count is a number"]),
    ("{measure: last_at, of: logins, op: gt, value: 3}", "rule.op", ["last_at is a moment", "after"]),
    ("{field: customer.city, op: gt, value: 3, derive: age_years}", "rule.derive", ["has no age"]),
    ("{field: customer.birth_date, op: contains, value: 3, derive: age_years}", "rule.op", ["an age in years"]),
    (f"{{{FIELD}, op: is_set, ci: true}}", "rule.ci", ["letter case"]),
    (f"{{{FIELD}, op: is_set, ci: 'yes'}}", "rule.ci", ["'yes' is neither true nor false"]),
    (
        "{field: customer.created_at, op: in_window, window: {from: 2024-02-29, to: '2024-02-28T23:00:00Z'}, tz: UTC}",
        "rule.window",
        ["no moment lies between"],
    ),
    (f"{{{FIELD}, op: is_set, tz: UTC}}", "rule.tz", ["does not go by a clock"]),
    (f"{{{FIELD}, op: is_set, offset_days: 3}}", "rule.offset_days", ["anniversary"]),
    (f"{{{FIELD}, op: eq, value: x, window: {{last: 7d}}}}", "rule.window", ["op: in_window"]),
    ("{field: customer.created_at, op: in_window}", "rule", ["'window' is missing"]),
    (f"{{{COUNT}, op: gte, value: 1, value_window: {{last: 7d}}}}", "rule.value_window", ["op: in_window"]),
    (f"{{{COUNT}, op: gte, value: 1, tz: UTC}}", "rule.tz", ["inside the window"]),
    # Values of the wrong type
    (f"{{{FIELD}, op: eq, value: [a, b]}}", "rule.value", ["one value, not a list", "use in"]),
    (f"{{{FIELD}, op: contains, value: [a]}}", "rule.value", ["one value, not a list"]),
    (f"{{{FIELD}, op: contains, value: true}}", "rule.value", ["true is not a text"]),
    (f"{{{FIELD}, op: in, value: a}}", "rule.value", ["in needs a list"]),
    (f"{{{FIELD}, op: in, value: []}}", "rule.value", ["at least one value"]),
    (f"{{{FIELD}, op: not_in, value: []}}", "rule.value", ["not_in needs a list"]),
    (f"{{{FIELD}, op: in, value: [a, [b]]}}", "rule.value[1]", ["a list stands where one value belongs"]),
    (f"{{{FIELD}, op: in, value: [a, null]}}", "rule.value[1]", ["empty"]),
    (f"{{{FIELD}, op: is_set, value: x}}", "rule.value", ["takes no value"]),
    (f"{{{FIELD}, op: eq, value: {{ago: 7d}}}}", "rule.value", ["a distance from now"]),
    (f"{{{FIELD}, op: eq, value: {{x: 7d}}}}", "rule.value", ["{ago: 7d}"]),
    ("{field: customer.accepts_email, op: eq, value: maybe}", "rule.value", ["neither true nor false"]),
    ("{field: customer.country, op: eq, value: true}", "rule.value", ["true is not a text", "quotes"]),
    ("{field: customer.order_count, op: eq, value: many}", "rule.value", ["'many' is not a number"]),
    ("{field: customer.order_count, op: in, value: [1, x]}", "rule.value[1]", ["'x' is not a number"]),
    ("{field: customer.order_count, op: eq, value: '007'}", "rule.value", ["'007' is not a number"]),
    ("{field: customer.contry, op: ne, value: DK}", "rule.field", ["'customer.country'", "'profile.contry'"]),
    ("{field: customer.Country, op: eq, value: DK}", "rule.field", ["'customer.country'"]),
    (f"{{{COUNT}, op: gte, value: three}}", "rule.value", ["'three' is not a number"]),
    (f"{{{COUNT}, op: gte, value: true}}", "rule.value", ["true is not a number"]),
    (f"{{{COUNT}, op: gte, value: [3]}}", "rule.value", ["one value, not a list"]),
    (f"{{{COUNT}, op: gte, value: -1}}", "rule.value", ["-1 is less than it can be", "0 up"]),
    (f"{{{COUNT}, op: in, value: [1, -2]}}", "rule.value[1]", ["-2 is less than it can be"]),
    ("{measure: avg, of: orders, field: amount, op: lt, value: 10000000000000000000}", "rule.value", ["more than it"]),
    ("{measure: days_since_last, of: orders, op: lt, value: 36526}", "rule.value", ["more than it", "up to 36525"]),
    ("{measure: days_since_last, of: orders, op: gt, value: -36526}", "rule.value", ["less than it", "-36525 up"]),
    (f"{{{COUNT}, op: gte, value: .inf}}", "rule.value", ["not a number"]),
    (f"{{{COUNT}, op: gte, value: 1.0e+99}}", "rule.value", ["too many digits"]),
    (f"{{{COUNT}, op: gte, value: 0.12345678901}}", "rule.value", ["too many digits"]),
    (f"{{{COUNT}, op: between, value: [1]}}", "rule.value", ["between needs two ends"]),
    (f"{{{COUNT}, op: between, value: 1}}", "rule.value", ["between needs two ends"]),
    (f"{{{COUNT}, op: between, value: [1, 2, 3]}}", "rule.value", ["between needs two ends"]),
    (f"{{{COUNT}, op: between, value: [3, 1]}}", "rule.value", ["no number lies between 3 and 1"]),
    # Durations, moments, zones, windows
    (
        f"{{{COUNT}, op: gte, value: 1, window: {{last: 7 days}}}}",
        "rule.window.last",
        ["'7 days' is not a duration", "7d"],
    ),
    (f"{{{COUNT}, op: gte, value: 1, window: {{last: 7}}}}", "rule.window.last", ["7 is not a duration"]),
    (f"{{{COUNT}, op: gte, value: 1, window: {{last: 7D}}}}", "rule.window.last", ["'7D' is not a duration"]),
    (f"{{{COUNT}, op: gte, value: 1, window: {{last: -7d}}}}", "rule.window.last", ["'-7d' is not a duration"]),
    (f"{{{COUNT}, op: gte, value: 1, window: {{last: 200y}}}}", "rule.window.last", ["longer than 100 years"]),
    (f"{{{COUNT}, op: gte, value: 1, window: {{ago: 7d}}}}", "rule.window.ago", ["two ends", "[14d, 7d]"]),
    (f"{{{COUNT}, op: gte, value: 1, window: {{ago: [5d, 10d]}}}}", "rule.window.ago", ["not longer ago than 10d"]),
    (f"{{{COUNT}, op: gte, value: 1, window: {{ago: [27d, 1m]}}}}", "rule.window.ago", ["not longer ago than 1m"]),
    (
        f"{{{COUNT}, op: gte, value: 1, window: {{day_offset: 1.5}}}}",
        "rule.window.day_offset",
        ["not a number of days"],
    ),
    (
        f"{{{COUNT}, op: gte, value: 1, window: {{from: 2024-06-01, to: 2024-05-01}}}}",
        "rule.window",
        ["no moment lies between its ends"],
    ),
    (
        f"{{{COUNT}, op: gte, value: 1, window: {{from: 2024-06-01, to: 2024-06-01, to_inclusive: false}}}}",
        "rule.window",
        ["no moment lies between its ends"],
    ),
    (
        f"{{{COUNT}, op: gte, value: 1, window: {{from: {{ago: 1d}}, to: {{ago: 2d}}}}}}",
        "rule.window",
        ["no moment lies between its ends"],
    ),
    (
        f"{{{COUNT}, op: gte, value: 1, window: {{from: {{ago: 1d}}, to: {{ago: 2d}}, granularity: day}}}}",
        "rule.window",
        ["no moment lies between its ends"],
    ),
    (
        f"{{{COUNT}, op: gte, value: 1, window: {{from: {{ago: 2d}}, from_inclusive: false, to: {{ago: 1d}},"
        " to_inclusive: false, granularity: day}}",
        "rule.window",
        ["no moment lies between its ends"],
    ),
    (
        f"{{{COUNT}, op: gte, value: 1, window: {{from: 2024-13-01}}}}",
        "rule.window.from",
        ["'2024-13-01' is not a date"],
    ),
    (f"{{{COUNT}, op: gte, value: 1, window: {{from: 2024-1-1}}}}", "rule.window.from", ["write it as 2026-12-31"]),
    (f"{{{COUNT}, op: gte, value: 1, window: {{to: 9999-12-31}}}}", "rule.window.to", ["leave out an end"]),
    (
        f"{{{COUNT}, op: gte, value: 1, window: {{from: {{ago: x}}}}}}",
        "rule.window.from.ago",
        ["'x' is not a duration"],
    ),
    (
        "{field: customer.created_at, op: before, value: yesterday}",
        "rule.value",
        ["'yesterday' is not a date or moment"],
    ),
    ("{field: customer.created_at, op: before, value: 2024-02-30}", "rule.value", ["'2024-02-30' is not a date"]),
    ("{field: customer.created_at, op: before, value: 20240101}", "rule.value", ["20240101 is not a date"]),
    ("{field: customer.created_at, op: before, value: {ahead: 7}}", "rule.value.ahead", ["7 is not a duration"]),
    (
        "{field: customer.created_at, op: on_day, value: 2024-01-01, tz: Europe/Kopenhagen}",
        "rule.tz",
        ["'Europe/Kopenhagen' is not a time zone", "did you mean 'Europe/Copenhagen'?"],
    ),
    (
        "{measure: last_at, of: orders, op: is_set, tz: UTC, window: {period: today, tz: Asia/Tokyo}}",
        "rule.tz",
        ["the same tz in both"],
    ),
    # Texts that cannot be searched for or stored
    (f"{{{FIELD}, op: regex, value: '['}}", "rule.value", ["'[' is not a regular expression"]),
    (f"{{{FIELD}, op: regex, value: '(?=x)'}}", "rule.value", ["is not a regular expression", "look-around"]),
    (f"{{{FIELD}, op: not_regex, value: '(?<!x)y'}}", "rule.value", ["look-around"]),
    (f"{{{FIELD}, op: regex, value: '(a)\\1'}}", "rule.value", ["back-references"]),
    (f"{{{FIELD}, op: regex, value: 'a++'}}", "rule.value", ["possessive"]),
    (f'{{{FIELD}, op: eq, value: "a\\0b"}}', "rule.value", ["'\\x00'", "take it out"]),
    (f'{{{FIELD}, op: in, value: [a, "\\0"]}}', "rule.value[1]", ["'\\x00'", "take it out"]),
    ('{field: "profile.a\\0", op: is_set}', "rule.field", ["take it out"]),
    ('{list: "\\0", state: subscribed}', "rule.list", ["take it out"]),
    ("{list: '', state: subscribed}", "rule.list", ["the text is empty"]),
    (f"{{{FIELD}, op: eq_phone, value: none}}", "rule.value", ["'none' is not a phone number"]),
    # Periods, sequences, ranks
    (
        PERIODS.format("0d", 3, "gte", "1", ""),
        "rule.period",
        ["not a length of time"],
    ),
    (
        PERIODS.format("1y", 300, "gte", "1", ""),
        "rule.periods",
        ["more than 100 years"],
    ),
    (
        PERIODS.format("3d", 3, "ne", "1", ""),
        "rule.per_period.op",
        ["not for periods"],
    ),
    (
        PERIODS.format("3d", 3, "gte", "-1", ""),
        "rule.per_period.value",
        ["less than it can be"],
    ),
    (
        PERIODS.format("3d", 3, "gte", "1", ", window: {last: 7d}"),
        "rule",
        ["unknown key 'window'"],
    ),
    ("{sequence: [{of: orders}], within: 3d}", "rule.sequence", ["1 records stand where two belong"]),
    ("{sequence: [{of: orders}, orders]}", "rule.sequence[1]", ["'orders' stands where a mapping belongs"]),
    ("{rank_band: 3, of: orders, field_sum: amount, shares: [0.1, 0.2]}", "rule.rank_band", ["no band 3", "0 to 2"]),
    ("{rank_band: 0, of: orders, field_sum: amount, shares: []}", "rule.shares", ["not a list of shares"]),
    ("{rank_band: 0, of: orders, field_sum: amount, shares: [0.6, 0.6]}", "rule.shares", ["at most 1"]),
    ("{rank_band: -1, of: orders, field_sum: amount, shares: [0.6]}", "rule.rank_band", ["-1 is not a band"]),
    # YAML
    (f"{{{FIELD}, op: eq, op: ne, value: x}}", "rule", ["the key 'op' appears twice", "keep one"]),
    (f"all: [{{{FIELD}, op: eq, value: x, value: y}}]", "rule.all[0]", ["'value' appears twice"]),
    ("{1: x}", "rule", ["a key is 1 and not a text"]),
    (f"{{{FIELD}, op: eq, value: !!python/name:os.system x}}", "rule.value", ["the tag"]),
    ("&a [*a]", "rule", ["nested far too deep"]),
]


@pytest.mark.parametrize(("rule", "path", "parts"), BAD, ids=[rule[:70] for rule, _, _ in BAD])
def test_a_bad_rule_is_refused_in_one_line_at_its_place(rule: str, path: str, parts: list[str], tmp_path: Path) -> None:
    (fault,) = faults_of(rule, tmp_path)
    place, _, said = fault.partition(": ")
    assert place == path or "nested far" in said, fault
    assert [part for part in parts if part not in said] == []
    assert "; " in said


def test_all_faults_are_told_at_once_each_in_its_line(tmp_path: Path) -> None:
    rule = """
    all:
      - {field: customer.email, op: equals, value: x}
      - {measure: count, of: orders, op: gte, value: 1, window: {last: 7 days}}
      - {any: [{group: VIP}]}
    """
    assert [fault.split(": ")[0] for fault in faults_of(rule, tmp_path)] == [
        "rule.all[0].op",
        "rule.all[1].window.last",
        "rule.all[2].any[0].group",
    ]


def test_all_faults_of_meaning_are_told_at_once(tmp_path: Path) -> None:
    rule = """
    all:
      - {field: customer.accepts_email, op: contains, value: x}
      - {measure: count, of: orders, op: gte, value: -1, where: {field: order.foo, op: is_set}}
    """
    assert len(faults_of(rule, tmp_path)) == 3
