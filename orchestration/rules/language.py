"""The rule language: which nodes and keys a rule may have and what each key may hold, as pydantic models.

A node is known by the key that it has: `all`, `field`, `measure` and so on. Belongs here: the shape of a rule. Not
here: what depends on the project's columns or on several keys at once, such as whether an operator fits a field
(meaning.py), or how a file becomes data (reading.py).
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal, TypeAlias

from pydantic import (
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    PlainValidator,
    StringConstraints,
    Tag,
    TypeAdapter,
    ValidationError,
    model_validator,
)
from pydantic_core import ErrorDetails

from orchestration.groups.files import GROUP_KEY
from orchestration.rules import values
from orchestration.rules.faults import WRONG, Fault, all_wrong, faults_in, near, require_none, shown, unknown, wrong
from orchestration.rules.measures import MEASURES
from orchestration.rules.operators import ASKING, DENYING
from orchestration.rules.records import LINES, RECORDS, WHICH_ORDERS
from orchestration.rules.values import LONGEST, UNITS, Bound, Value, is_surely_longer

MOST_LEVELS = 50
LENGTHS = ("week", "month", "year")
PERIODS = (
    *("today", "yesterday", "tomorrow"),
    *(f"{which}_{length}" for length in LENGTHS for which in ("last", "this", "next")),
)


def _one_of(known: Iterable[str], what: str, mend: str | None = None) -> PlainValidator:
    words = tuple(known)

    def check(value: object) -> str:
        if isinstance(value, str) and value in words:
            return value
        raise wrong(f"unknown {what} {shown(value)}", unknown(value, words, mend))

    return PlainValidator(check, json_schema_input_type=Literal[words])


def _whole_number(least: int, most: int, what: str) -> PlainValidator:
    def check(value: object) -> int:
        if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
            return value
        raise wrong(f"{shown(value)} is no {what}", f"write a whole number from {least} to {most}")

    return PlainValidator(check, json_schema_input_type=Annotated[int, Field(ge=least, le=most)])


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise wrong(f"{shown(value)} is neither true nor false", "write one of them, without quotes")
    return value


def _true(value: Any) -> bool:
    if value is not True:
        raise wrong(f"{shown(value)} is not true", "write {everyone: true}; nobody is {any: []}")
    return True


def _group_key(value: Any) -> str:
    if not isinstance(value, str) or not GROUP_KEY.fullmatch(value):
        raise wrong(f"{shown(value)} is no group key", "use a-z, 0-9 and _, a letter first, at most 48 characters")
    return value


def _lines(value: Any) -> str | int:
    if isinstance(value, str) and value in LINES:
        return value
    if isinstance(value, dict) and list(value) == ["at_least"]:
        least = value["at_least"]
        if isinstance(least, int) and not isinstance(least, bool) and least >= 1:
            return least
        raise wrong(f"{shown(least)} is no number of lines", "write a whole number from 1 up")
    raise wrong(f"{shown(value)} says nothing about lines", f"write {', '.join(LINES)} or {{at_least: 2}}")


def _older_and_newer(value: Any) -> tuple[str, str]:
    if not isinstance(value, list) or len(value) != 2:
        raise wrong("two ends are needed", "write the one longer ago first, as in [14d, 7d]")
    older, newer = (values.duration(each) for each in value)
    if is_surely_longer(newer, older, or_equal=True):
        raise wrong(f"{older} is not longer ago than {newer}", "write the longer one first")
    return older, newer


def _shares(value: Any) -> list[int | Decimal]:
    if not isinstance(value, list) or not value:
        raise wrong(f"{shown(value)} is no list of shares", "write one such as [0.1, 0.2]")
    shares = [values.number(each) for each in value]
    if not all(0 < each <= 1 for each in shares) or sum(shares) > 1:
        raise wrong("the shares are no parts of a whole", "write numbers between 0 and 1 that come to at most 1")
    return shares


def _cities(value: Any) -> list[str]:
    if not isinstance(value, list) or not value:
        raise wrong(f"{shown(value)} is no list of cities", "write one such as [Aarhus]")
    return [values.text(each) for each in value]


Text = Annotated[str, PlainValidator(values.text, json_schema_input_type=str)]
Name = Annotated[str, PlainValidator(values.name, json_schema_input_type=str)]
Flag = Annotated[bool, PlainValidator(_flag, json_schema_input_type=bool)]
DurationText = Annotated[str, StringConstraints(pattern=f"^[0-9]+[{''.join(UNITS)}]$")]
Duration = Annotated[str, PlainValidator(values.duration, json_schema_input_type=DurationText)]
TimeZone = Annotated[str, PlainValidator(values.time_zone, json_schema_input_type=str)]
Operator = Annotated[
    str, _one_of((*ASKING, *DENYING), "operator", f"use one of {', '.join(ASKING)}, or not_ before one of them")
]
Records = Annotated[str, _one_of(RECORDS, "kind of record")]
Which = Annotated[
    str,
    _one_of(WHICH_ORDERS, "kind of orders"),
    Field(description="Of orders: those that count, the cancelled ones, or all, whatever their status and age."),
]
State = Annotated[str, _one_of(("subscribed", "unsubscribed"), "state of a list")]
Zero = Annotated[str, _one_of(("include", "exclude"), "choice")]


class _Relative(BaseModel):
    model_config = ConfigDict(extra="forbid", title="Relative")
    ago: DurationText | None = None
    ahead: DurationText | None = None


_SingleValue: TypeAlias = str | int | float | bool
AnyBound = Annotated[Bound | None, PlainValidator(values.bound, json_schema_input_type=str | _Relative)]
AnyValue = Annotated[
    Value | None,
    PlainValidator(values.value, json_schema_input_type=_SingleValue | list[_SingleValue] | _Relative),
]


class Node(BaseModel):
    """What all parts of a rule share: no unknown keys, no empty ones, and none that is needed is missing."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    example: ClassVar[str]

    @model_validator(mode="before")
    @classmethod
    def _has_its_keys(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            raise wrong(f"{shown(data)} stands where a mapping belongs", f"write {cls.example}")
        known = {field.alias or name: field for name, field in cls.model_fields.items()}
        siblings = next((keys for keys in (NODE_KEYS, WINDOW_KEYS) if keys.keys() & known.keys()), {})
        faults = []
        for key, value in data.items():
            if key in known and value is None:
                faults.append(f"'{key}' is empty; write its value or leave the key out")
            elif key not in known and key in siblings:
                faults.append(f"{shown(key)} cannot stand beside '{next(iter(known))}'; give each a node of its own")
            elif key not in known:
                faults.append(f"unknown key {shown(key)}; {unknown(key, list(known))}")
        faults += [
            f"'{key}' is missing; write {cls.example}"
            for key, field in known.items()
            if field.is_required() and key not in data
        ]
        if faults:
            raise all_wrong(faults)
        return data


class All(Node):
    """All of the conditions hold; without any, everybody is meant."""

    example: ClassVar = "{all: [...]}"
    nodes: list["Rule"] = Field(alias="all")


class AnyOf(Node):
    """At least one of the conditions holds; without any, nobody is meant."""

    example: ClassVar = "{any: [...]}"
    nodes: list["Rule"] = Field(alias="any")


class NoneOf(Node):
    """None of the conditions holds."""

    example: ClassVar = "{not: [...]}"
    nodes: list["Rule"] = Field(alias="not")


class Everyone(Node):
    """Every customer."""

    example: ClassVar = "{everyone: true}"
    everyone: Annotated[bool, PlainValidator(_true, json_schema_input_type=Literal[True])]


class InGroup(Node):
    """The members of another group, those added and removed by hand included."""

    example: ClassVar = "{group: vip}"
    group: Annotated[
        str,
        PlainValidator(
            _group_key,
            json_schema_input_type=Annotated[str, StringConstraints(pattern=f"^{GROUP_KEY.pattern}$")],
        ),
    ]


class OnList(Node):
    """The newest action on a newsletter list is `state`; with no action, `default` is taken."""

    example: ClassVar = "{list: news, state: subscribed, default: unsubscribed}"
    name: Text = Field(alias="list")
    default: State = "unsubscribed"
    state: State = "subscribed"


class Last(Node):
    """From that long ago to now, both included."""

    example: ClassVar = "{last: 7d}"
    last: Duration


class Next(Node):
    """From now to that far ahead, both included."""

    example: ClassVar = "{next: 2d}"
    next: Duration


class Ago(Node):
    """From the older end, included, to the newer one, excluded."""

    example: ClassVar = "{ago: [14d, 7d]}"
    ago: Annotated[
        tuple[str, str],
        PlainValidator(
            _older_and_newer,
            json_schema_input_type=Annotated[list[DurationText], Field(min_length=2, max_length=2)],
        ),
    ]


class BeforeAgo(Node):
    """Longer ago than that."""

    example: ClassVar = "{before_ago: 7d}"
    before_ago: Duration


class Period(Node):
    """A whole calendar day, week (from Monday), month or year."""

    example: ClassVar = "{period: this_month}"
    period: Annotated[str, _one_of(PERIODS, "period")]
    tz: TimeZone | None = None


class DayOffset(Node):
    """A whole calendar day: 0 is today, -4 four days ago."""

    example: ClassVar = "{day_offset: -4}"
    day_offset: Annotated[int, _whole_number(-LONGEST["d"], LONGEST["d"], "number of days")]
    tz: TimeZone | None = None


class Between(Node):
    """From one moment to another, both included unless said otherwise; either may be left out."""

    example: ClassVar = "{from: 2026-01-01, to: 2026-06-30}"
    start: AnyBound = Field(None, alias="from")
    end: AnyBound = Field(None, alias="to")
    from_inclusive: Flag = True
    to_inclusive: Flag = True
    granularity: Annotated[str, _one_of(("day",), "granularity")] | None = None
    tz: TimeZone | None = None


WINDOW_KEYS = {
    "last": "Last",
    "next": "Next",
    "ago": "Ago",
    "before_ago": "BeforeAgo",
    "period": "Period",
    "day_offset": "DayOffset",
    "from": "Between",
    "to": "Between",
}


def _window_tag(data: Any) -> str | None:
    return next((f"<{kind}>" for key, kind in WINDOW_KEYS.items() if isinstance(data, dict) and key in data), None)


Window: TypeAlias = Annotated[
    Annotated[Last, Tag("<Last>")]
    | Annotated[Next, Tag("<Next>")]
    | Annotated[Ago, Tag("<Ago>")]
    | Annotated[BeforeAgo, Tag("<BeforeAgo>")]
    | Annotated[Period, Tag("<Period>")]
    | Annotated[DayOffset, Tag("<DayOffset>")]
    | Annotated[Between, Tag("<Between>")],
    Discriminator(_window_tag),
]


class FieldIs(Node):
    """A field compared: of the customer, or, inside `where`, of a record or an order line."""

    example: ClassVar = "{field: customer.country, op: eq, value: DK}"
    field: Name = Field(description="customer.country, profile.industry, order.source, line.product, ...")
    op: Operator
    value: AnyValue = None
    ci: Flag = Field(False, description="Ignore letter case.")
    tz: TimeZone | None = None
    window: Window | None = Field(None, description="For op: in_window.")
    offset_days: Annotated[int, _whole_number(-366, 366, "number of days")] = Field(
        0, description="For op: anniversary; 7 asks for those whose day is in a week."
    )
    derive: Annotated[str, _one_of(("age_years",), "derived value")] | None = None


class Measure(Node):
    """What a customer's records of a kind come to, compared."""

    example: ClassVar = "{measure: count, of: orders, op: gte, value: 3}"
    measure: Annotated[str, _one_of(MEASURES, "measure")]
    of: Records
    op: Operator
    value: AnyValue = None
    field: Name | None = Field(
        None,
        description="For sum, min, max and avg: amount, gross_amount, points, rating; for spent_on: amount (as"
        " without it) or gross_amount; for distinct: product or category.",
    )
    line: "Rule | None" = Field(None, description="For spent_on: what an order line meets whose amount is summed.")
    has: "Rule | None" = Field(None, description="For share: what the records meet that are counted.")
    where: "Rule | None" = None
    which: Which = "counted"
    window: Window | None = None
    value_window: Window | None = Field(None, description="For op: in_window of first_at and last_at.")
    tz: TimeZone | None = None
    zero: Zero = "include"


class PerPeriod(Node):
    """What the count of a period's records is compared with."""

    example: ClassVar = "{op: gte, value: 1}"
    op: Operator
    value: AnyValue


class ActivePeriods(Node):
    """In how many of the last periods, counted back from now, the count of records compares as `per_period` says."""

    example: ClassVar = (
        "{measure: active_periods, of: orders, period: 1w, periods: 4, per_period: {op: gte, value: 1},"
        " op: gte, value: 3}"
    )
    measure: Literal["active_periods"]
    of: Records
    period: Duration
    periods: Annotated[int, _whole_number(1, 1_000, "number of periods")]
    per_period: PerPeriod
    op: Operator
    value: AnyValue
    where: "Rule | None" = None
    which: Which = "counted"
    zero: Zero = "include"


class Step(Node):
    """A record of a sequence."""

    example: ClassVar = "{of: orders}"
    of: Records
    where: "Rule | None" = None
    which: Which = "counted"


class InSequence(Node):
    """A second record strictly after a first, at most `within` later; the window is for the first."""

    example: ClassVar = "{sequence: [{of: orders}, {of: reviews}], within: 3d}"
    sequence: list[Step] = Field(min_length=2, max_length=2)
    within: Duration | None = None
    window: Window | None = None


class LastRecord(Node):
    """The newest record that meets `where` also meets `has`."""

    example: ClassVar = "{last_record: orders, has: {field: order.source, op: eq, value: app}}"
    last_record: Records
    has: "Rule"
    where: "Rule | None" = None
    which: Which = "counted"


class FirstRecord(Node):
    """The first record that meets `where` also meets `has`."""

    example: ClassVar = "{first_record: orders, has: {field: order.promo_code, op: eq, value: WELCOME}}"
    first_record: Records
    has: "Rule"
    where: "Rule | None" = None
    which: Which = "counted"


class SecondOrder(Node):
    """The second order comes at most that long after the first."""

    example: ClassVar = "{second_order: 30d}"
    second_order: Duration
    where: "Rule | None" = None
    which: Which = "counted"


class AnyAddress(Node):
    """One of the customer's addresses, their own or another, is in one of these cities of the country."""

    example: ClassVar = "{any_address: [Aarhus], country: DK}"
    any_address: Annotated[list[str], PlainValidator(_cities, json_schema_input_type=list[str])]
    country: Text


class NotOrderedSince(Node):
    """No order since the account was created or, with a list, since the subscription to it that goes on began."""

    example: ClassVar = "{not_ordered_since: sign_up, list: news}"
    not_ordered_since: Annotated[str, _one_of(("sign_up",), "moment")]
    name: Text | None = Field(None, alias="list")


class RankBand(Node):
    """A band of the customers who have a record, by descending sum; the last band takes the rest."""

    example: ClassVar = "{rank_band: 0, of: orders, field_sum: amount, shares: [0.1, 0.2]}"
    rank_band: Annotated[int, _whole_number(0, 1_000, "band")]
    of: Records
    field_sum: Name
    shares: Annotated[list[int | Decimal], PlainValidator(_shares, json_schema_input_type=list[float])]
    window: Window | None = None
    which: Which = "counted"


LinesText = Annotated[str, _one_of(LINES, "number of lines")]


class _AtLeast(BaseModel):
    model_config = ConfigDict(extra="forbid", title="AtLeast")
    at_least: Annotated[int, Field(ge=1)]


class Lines(Node):
    """Order lines, inside the `where` of orders: any, all, none or at least so many meet the inner `where`."""

    example: ClassVar = "{lines: any, where: {field: line.product, op: eq, value: P-1001}}"
    lines: Annotated[str | int, PlainValidator(_lines, json_schema_input_type=LinesText | _AtLeast)]
    where: "Rule"


# `measure` before `field`, which a measure may have too.
NODE_KEYS = {
    "all": "All",
    "any": "AnyOf",
    "not": "NoneOf",
    "everyone": "Everyone",
    "group": "InGroup",
    "not_ordered_since": "NotOrderedSince",
    "list": "OnList",
    "sequence": "InSequence",
    "first_record": "FirstRecord",
    "last_record": "LastRecord",
    "second_order": "SecondOrder",
    "any_address": "AnyAddress",
    "rank_band": "RankBand",
    "lines": "Lines",
    "measure": "Measure",
    "field": "FieldIs",
}


def _node_tag(data: Any) -> str | None:
    kind = next((kind for key, kind in NODE_KEYS.items() if isinstance(data, dict) and key in data), None)
    if kind == "Measure" and data["measure"] == "active_periods":
        kind = "ActivePeriods"
    return f"<{kind}>" if kind else None


Rule: TypeAlias = Annotated[
    Annotated[All, Tag("<All>")]
    | Annotated[AnyOf, Tag("<AnyOf>")]
    | Annotated[NoneOf, Tag("<NoneOf>")]
    | Annotated[Everyone, Tag("<Everyone>")]
    | Annotated[InGroup, Tag("<InGroup>")]
    | Annotated[OnList, Tag("<OnList>")]
    | Annotated[InSequence, Tag("<InSequence>")]
    | Annotated[FirstRecord, Tag("<FirstRecord>")]
    | Annotated[LastRecord, Tag("<LastRecord>")]
    | Annotated[SecondOrder, Tag("<SecondOrder>")]
    | Annotated[AnyAddress, Tag("<AnyAddress>")]
    | Annotated[NotOrderedSince, Tag("<NotOrderedSince>")]
    | Annotated[RankBand, Tag("<RankBand>")]
    | Annotated[Lines, Tag("<Lines>")]
    | Annotated[Measure, Tag("<Measure>")]
    | Annotated[ActivePeriods, Tag("<ActivePeriods>")]
    | Annotated[FieldIs, Tag("<FieldIs>")],
    Discriminator(_node_tag),
]

_NESTED = (All, AnyOf, NoneOf, Measure, ActivePeriods, Step, InSequence, FirstRecord, LastRecord, SecondOrder, Lines)
for _model in _NESTED:
    _model.model_rebuild()
_RULE: TypeAdapter[Rule] = TypeAdapter(Rule)


def parse(data: object, file: str) -> Rule:
    """The rule that plain data (as reading.py makes them) spell.

    Raises:
        RuleError: they spell none; a line per fault.
    """
    require_none(list(_too_deep(data, "rule", 0))[:1], file)
    try:
        return _RULE.validate_python(data)
    except ValidationError as error:
        faults = [fault for each in error.errors() for fault in _faults(each)]
    require_none(faults, file)
    raise AssertionError("a validation error without faults")


def schema() -> dict[str, Any]:
    """The JSON Schema of a rule file, for editors. It knows the shape of rules, not which operator fits which field."""
    title = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "A rule of Rollcall"}
    return {**title, **_without_nulls(_RULE.json_schema())}


def _without_nulls(schema: Any) -> Any:
    """The schema without the nulls that pydantic gives to keys that may be left out: a rule's keys are never null."""
    if isinstance(schema, list):
        return [_without_nulls(each) for each in schema if each != {"type": "null"}]
    if not isinstance(schema, dict):
        return schema
    kept = {key: _without_nulls(each) for key, each in schema.items() if (key, each) != ("default", None)}
    if len(kept.get("anyOf", [])) == 1:
        (only,) = kept.pop("anyOf")
        return kept | only
    return kept


def _too_deep(data: object, path: str, level: int) -> Iterator[Fault]:
    if isinstance(data, dict):
        if NODE_KEYS.keys() & data.keys():
            if level > MOST_LEVELS:
                yield Fault(path, f"nested more than {MOST_LEVELS} levels deep; give an inner part a group of its own")
                return
            level += 1
        for key, value in data.items():
            yield from _too_deep(value, f"{path}.{key}", level)
    elif isinstance(data, list):
        for position, value in enumerate(data):
            yield from _too_deep(value, f"{path}[{position}]", level)


def _faults(error: ErrorDetails) -> Iterator[Fault]:
    path = "rule"
    for part in error["loc"]:
        path += f"[{part}]" if isinstance(part, int) else "" if part.startswith("<") else f".{part}"
    given = error["input"]
    match error["type"]:
        case kind if kind == WRONG:
            yield from faults_in(error.get("ctx"), path)
        case "union_tag_not_found":
            yield Fault(path, _no_window(given) if path.endswith("window") else _no_node(given))
        case "list_type":
            yield Fault(path, f"{shown(given)} stands where a list belongs; write it in brackets: [...]")
        case "too_short" | "too_long":
            yield Fault(path, f"{len(given)} records stand where two belong; write {InSequence.example}")
        case _:
            yield Fault(path, f"{error['msg']}; mend it")


def _no_node(given: object) -> str:
    if given is None or given == {}:
        return "the rule is empty; write a condition, {all: []} for everybody or {any: []} for nobody"
    if not isinstance(given, dict):
        return f"{shown(given)} stands where a condition belongs; write one such as {FieldIs.example}"
    return f"{_listed(given)} no condition; {_meant(given, list(NODE_KEYS))}"


def _no_window(given: object) -> str:
    if not isinstance(given, dict) or not given:
        return f"{shown(given)} is no window; write one such as {Last.example}"
    return f"{_listed(given)} no window; {_meant(given, list(WINDOW_KEYS))}"


def _listed(given: dict[str, Any]) -> str:
    return f"the keys {', '.join(map(shown, given))} make" if len(given) > 1 else f"the key {shown(*given)} makes"


def _meant(given: dict[str, Any], known: list[str]) -> str:
    meant = next((unknown(key, known) for key in given if near(key, known)), None)
    return meant or f"use one of {', '.join(known)}"
