"""Random conditions on a field, whosever field it is, by the type of the field.

`values` are those of the shop, missing ones left out: numbers are compared with its numbers, texts with pieces of its
texts.
"""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from tests.conformance import edges
from tests.conformance.countries import CALLED, CODES, country
from tests.conformance.maker import CATEGORIES, COPENHAGEN, Rule
from tests.conformance.phones import dialled
from tests.conformance.values import number_of, text_of
from tests.conformance.window_maker import WindowMaker

NEGATED = {"eq": ("ne", "ne", "not_eq"), "is_set": ("is_not_set",), "is_empty": ("is_not_empty",)}


class ConditionMaker(WindowMaker):
    """Draws conditions on fields."""

    def negated(self, condition: Rule, percent: int = 25) -> Rule:
        """A condition, or its opposite by the negated operator."""
        if not self.chance(percent):
            return condition
        op = condition["op"]
        return {**condition, "op": self.pick(NEGATED.get(op, (f"not_{op}",)))}

    def condition(self, name: str, type_: str, values: Sequence[Any]) -> Rule:
        """A condition on the field of that name."""
        if self.chance(8):
            return {"field": name, **self.negated({"op": self.pick(["is_set", "is_empty"])}, 50)}
        made = CONDITIONS[type_](self, values)
        if name == "customer.country" and made["op"] in ("eq", "in"):
            named = made["value"]
            made["value"] = [*map(self.country, named)] if isinstance(named, list) else self.country(named)
        elif name == "customer.country" and country(str(made["value"]).strip("%")) in CALLED:
            # A name is not part of a code, and is refused.
            made["value"] = "D"
        return {"field": name, **self.negated(made)}

    def country(self, text: Any) -> str:
        """A country in place of what is not one, and now and then of another."""
        return str(text) if str(text).lower() in CODES and self.chance(60) else str(self.pick(edges.COUNTRIES))

    def text(self, values: Sequence[Any]) -> Rule:
        """eq, in, and everything that looks into a text; the needle is cut from one of the values."""
        texts = [text_of(value) for value in values] or [str(each) for each in edges.TEXTS if each]
        chosen = self.pick(texts) if self.chance(90) else str(self.pick(edges.some(edges.TEXTS)))
        op = self.pick(["eq", "in", "contains", "starts_with", "ends_with", "like", "regex"])
        case: Rule = {}
        if self.chance(30):
            case = {"ci": True}
            chosen = self.pick([chosen, chosen.upper(), chosen.lower()])
        if op == "eq":
            return {"op": op, "value": self.as_written(chosen), **case}
        if op == "in":
            return {
                "op": op,
                "value": [chosen, *(self.as_written(self.pick(texts)) for _ in range(self.number(0, 2)))],
            } | case
        if op == "regex":
            return {"op": op, "value": self.pick(edges.REGEXES), **case}
        if not chosen:
            chosen = "a"
        start, end = sorted((self.number(0, len(chosen) - 1), self.number(0, len(chosen) - 1)))
        front, middle, back = chosen[: end + 1], chosen[start : end + 1], chosen[start:]
        pieces = {"contains": middle, "starts_with": front, "ends_with": back}
        gap = f"{chosen[:start]}_{chosen[start + 1 :]}"
        pieces["like"] = self.pick([f"{front}%", f"%{back}", f"%{middle}%", chosen, gap, *edges.PATTERNS])
        return {"op": op, "value": pieces[op], **case}

    def as_written(self, text: str) -> Any:
        """A text, or the number that looks like it."""
        number = number_of(text)
        return edges.number(number) if number is not None and self.chance(50) else text

    def identity(self, values: Sequence[Any]) -> Rule:
        """eq and in only."""
        texts = [text_of(value) for value in values] or ["1"]
        if self.chance(50):
            return {"op": "eq", "value": self.pick(texts)}
        return {"op": "in", "value": [self.pick(texts) for _ in range(self.number(1, 3))]}

    def listed(self, values: Sequence[Any]) -> Rule:
        """has_all besides what a text takes."""
        texts = [text_of(value) for value in values] or ["red"]
        if self.chance(35):
            return {"op": "has_all", "value": [self.as_written(self.pick(texts)) for _ in range(self.number(1, 2))]}
        return self.text(values)

    def tree(self, values: Sequence[Any]) -> Rule:
        if self.chance(60):
            return {"op": "in_tree", "value": self.pick(CATEGORIES)}
        return {"op": "in_tree", "value": self.sample(CATEGORIES, 1, 3)}

    def flag(self, values: Sequence[Any]) -> Rule:
        if self.chance(80):
            return {"op": "eq", "value": self.pick([True, False, "true", "false"])}
        return {"op": "in", "value": self.pick([[True], [False, True], ["false"]])}

    def phone(self, values: Sequence[Any]) -> Rule:
        """The number of somebody in another way of writing; the country of it stays or is the shop's."""
        chosen = str(self.pick(values or edges.some(edges.PHONES)))
        # What is not a possible number is refused.
        if self.chance(40) and dialled(chosen, None, COPENHAGEN.phone_country_code):
            return {"op": "eq_phone", "value": self.pick([chosen, chosen.replace(" ", ""), chosen.replace("+", "00")])}
        cut = self.number(4, len(chosen))
        patterns = [
            f"{chosen[:cut]}%",
            "+45%",
            "0045 12%",
            "+1%",
            f"{chosen[: cut - 1]}_{chosen[cut:]}",
            "+46%",
            "012%",
        ]
        return {"op": "like_phone", "value": self.pick(patterns)}

    def compared(self, values: Sequence[Any], least: int | None = None) -> Rule:
        """Comparison with numbers that occur; with none below `least`, which a rule may not name."""
        numbers = sorted({number for value in values if (number := number_of(value)) is not None})
        if not numbers:
            numbers = [Fraction(0), Fraction(1)]
        chosen = self.pick(numbers)
        if self.chance(10):
            chosen += self.pick([Fraction(1), Fraction(-1), Fraction(1, 100)])
        if least is not None:
            chosen, numbers = max(chosen, Fraction(least)), [max(each, Fraction(least)) for each in numbers]
        op = self.pick(["gte", "gt", "lt", "lte", "eq", "in", "between"])
        if op == "in":
            return {"op": op, "value": [edges.number(each) for each in (chosen, self.pick(numbers))]}
        if op == "between":
            return {"op": op, "value": [edges.number(each) for each in sorted((chosen, self.pick(numbers)))]}
        value = edges.number(chosen)
        return {"op": op, "value": str(value) if self.chance(10) else value}

    def dated(self, values: Sequence[Any], window_key: str = "window", takes_zone: bool = True) -> Rule:
        """Comparison with moments that occur, the days they are in, and moments relative to now."""
        found = [moment for value in values if (moment := self.clock.moment(value)) is not None]
        condition: Rule = {"tz": self.pick(edges.OTHER_ZONES)} if takes_zone and self.chance(25) else {}
        op = self.pick(
            ["before", "after", "on_or_before", "on_or_after", "in_window", "in_window", "on_day", "same_second"]
        )
        if op == "in_window":
            window = self.window(found, condition.get("tz"))
            if window.keys() <= {"period", "day_offset"} and self.chance(30):
                window["tz"] = self.pick(edges.OTHER_ZONES)
            return {"op": op, window_key: window, **condition}
        return {"op": op, "value": self.bound(found, op != "same_second"), **condition}

    def birthday(self, values: Sequence[Any]) -> Rule:
        """Ages and anniversaries besides what a moment takes."""
        days = [day for value in values if (moment := self.clock.moment(value)) and (day := self.clock.day(moment))]
        if self.chance(50):
            ages = {self.clock.today.year - day.year - back for day in days for back in (0, 1)} or {18}
            return {**self.compared(sorted(ages)), "derive": "age_years"}
        if self.chance(60):
            return {"op": "anniversary", **({"offset_days": self.pick([1, -1, 7, -7])} if self.chance(50) else {})}
        return self.dated(values)


Condition = Callable[[ConditionMaker, Sequence[Any]], Rule]
CONDITIONS: Mapping[str, Condition] = {
    "text": ConditionMaker.text,
    "id": ConditionMaker.identity,
    "list": ConditionMaker.listed,
    "tree": ConditionMaker.tree,
    "flag": ConditionMaker.flag,
    "phone": ConditionMaker.phone,
    "number": ConditionMaker.compared,
    "date": ConditionMaker.dated,
    "birthday": ConditionMaker.birthday,
}
