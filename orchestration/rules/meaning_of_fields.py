"""Whether a field can be asked: there is one of that name, and the operator, the value and all beside them fit it.

Not here: where a field may be asked, and of which record (meaning_of_records.py).
"""

from collections.abc import Sequence

from orchestration import countries
from orchestration.rules.faults import shown
from orchestration.rules.fields import resolved
from orchestration.rules.fitting import Reader, check_compared_window, check_value, check_window, operator_fits
from orchestration.rules.language import FieldIs
from orchestration.rules.operators import BY_THE_CLOCK, EQUALITY, IGNORING_CASE, KINDS, OF_KIND, SEARCHING, Kind, asked

COUNTRY = "customer.country"


def check_field(reader: Reader, leaf: FieldIs, path: str, owner: str) -> None:
    """A field of what `owner` names: the customer, a record, an order line."""
    op, _ = asked(leaf.op)
    check_window(reader, leaf.window, f"{path}.window", leaf.tz)
    found = reader.tried(f"{path}.field", resolved, leaf.field, owner, reader.terms)
    if not found:
        return
    name: str = found[0]
    kind: Kind = found[1]
    what = KINDS[kind]
    if leaf.derive:
        if kind not in ("date", "moment", "any"):
            reader.fault(f"{path}.derive", f"{leaf.field} is {what} and has no age", "leave derive out")
            return
        kind, what = "number", "an age in years"
    if not operator_fits(reader, leaf, op, path, f"{leaf.field} is {what}", OF_KIND[kind]):
        return
    check_value(reader, leaf, op, kind, path)
    if name == COUNTRY:
        _check_country(reader, leaf, op, f"{path}.value")
    check_compared_window(reader, leaf.window, op, path, "window")
    if op != "anniversary" and "offset_days" in leaf.model_fields_set:
        reader.fault(f"{path}.offset_days", f"{leaf.op} takes no offset", "use op: anniversary, or leave it out")
    if leaf.ci and (op not in IGNORING_CASE or kind not in ("text", "category", "any")):
        reader.fault(f"{path}.ci", f"{leaf.op} of {KINDS[kind]} takes no letter case", "leave ci out")
    of_days = op in EQUALITY and kind in ("date", "moment")
    if leaf.tz and not (op in BY_THE_CLOCK or of_days or leaf.derive):
        reader.fault(f"{path}.tz", f"{leaf.op} does not go by a clock", "leave tz out")


def _check_country(reader: Reader, leaf: FieldIs, op: str, path: str) -> None:
    """Codes are stored: the names of a country are known by theirs, but none is found in them."""
    if op in (*EQUALITY, "has_all"):
        check_countries(reader, [*leaf.value] if isinstance(leaf.value, list) else [leaf.value], path)
    elif op in SEARCHING and op != "regex":
        text = str(leaf.value).strip("%") if op == "like" else str(leaf.value)
        code = countries.code_of(text, reader.terms.locales)
        if code and text.strip().upper() != code:
            because = (
                f"{leaf.op} looks for {shown(leaf.value)} in the two-letter codes of countries, which are not names"
            )
            reader.fault(path, because, f"write op: {'not_' * leaf.op.startswith('not_')}eq and value: {code}")


def check_countries(reader: Reader, given: Sequence[object], path: str) -> None:
    """What names no country selects nobody, or with `ne` everybody."""
    for each in given:
        if isinstance(each, str) and each.strip() and not countries.code_of(each, reader.terms.locales):
            fix = countries.meant(each, reader.terms.locales)
            reader.fault(path, f"{shown(each)} is not a country that is known", fix)
