"""Who is one person, and what is known of them: the referee's reading of merges, told without the product's.

A merge says that two ids are one person; the latest of an absorbed id counts, and one with itself makes it two again.
What the survivor's own record lacks is filled in from those absorbed, except for consent, which nobody gains by it.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeAlias

Row: TypeAlias = Mapping[str, Any]
# The moment of a text, such as that of a merge.
Moment: TypeAlias = Callable[[str], datetime]


def survivors(merges: Iterable[Row], existing: Collection[str], moment: Moment) -> dict[str, tuple[str, datetime]]:
    """By absorbed id, who stands for it in the end, and when that was found; `merges` are those known by now.

    Ids that are not customers are passed over: an id whose merges lead to none of `existing` is not absorbed.
    ValueError for customers who absorbed each other in a circle, which the language leaves open.
    """
    latest: dict[str, tuple[datetime, str]] = {}
    for merge in merges:
        at, absorbed, survivor = moment(merge.get("at") or "1970-01-01T00:00:00Z"), merge["absorbed"], merge["survivor"]
        known = latest.get(absorbed)
        if known is None or at > known[0] or (at == known[0] and survivor < known[1]):
            latest[absorbed] = (at, survivor)
    direct = {absorbed: survivor for absorbed, (_, survivor) in latest.items() if absorbed != survivor}
    final = {}
    for absorbed in direct:
        chain = [absorbed]
        while chain[-1] in direct:
            chain.append(direct[chain[-1]])
            if chain.count(chain[-1]) > 1:
                raise ValueError(f"{absorbed} is merged in a circle")
        known_ends = [each for each in chain[1:] if each in existing]
        if known_ends:
            final[absorbed] = (known_ends[-1], latest[absorbed][0])
    return final


def columns_of_all(
    own: Row, absorbed: Sequence[tuple[datetime, Row]], moment: Moment, phone: Callable[[Row], Any]
) -> Row:
    """The columns of a person, from the survivor's own record and those absorbed, each with when that was found.

    `phone` tells the number of a record, by which two are one. The country of the record that the phone is of is kept
    beside it, as `phone_country`.
    """
    others = [row for _, row in sorted(absorbed, key=lambda each: (each[0], each[1]["id"]), reverse=True)]
    records = [own, *others]
    if not others:
        return own
    merged: dict[str, Any] = {}
    for row in records:
        for name, value in row.items():
            if merged.get(name) is None:
                merged[name] = value
    for name, choose in (("created_at", min), ("last_login_at", max)):
        moments = [row[name] for row in records if row.get(name) is not None]
        if moments:
            merged[name] = choose(moments, key=moment)
    if any(row.get("created_at") is None for row in records):
        # Without one, a customer has always been there.
        merged["created_at"] = None
    said = [row["in_loyalty_scheme"] for row in records if row.get("in_loyalty_scheme") is not None]
    merged["in_loyalty_scheme"] = any(said) if said else None
    with_phone = next((row for row in records if row.get("phone") is not None), own)
    merged["phone_country"] = with_phone.get("country")
    for name, of_force, same in (
        ("accepts_email", {"email": merged.get("email")}, email),
        ("accepts_sms", with_phone, phone),
    ):
        merged[name] = consent(records, name, same(of_force), moment, same)
    return {**merged, "id": own["id"]}


def email(row: Row) -> str | None:
    """The address of a record, by which two are one."""
    address = row.get("email")
    return None if address is None else str(address).strip().lower()


def consent(
    records: Sequence[Row], name: str, in_force: str | None, moment: Moment, same: Callable[[Row], Any]
) -> bool | None:
    """Whether a person accepts to be written to at the current address."""
    noes = [row for row in records if row.get(name) is False]
    yeses = [row for row in records if row.get(name) is True]
    if noes:
        dated = [moment(row["updated_at"]) for row in noes if row.get("updated_at")]
        later = [row for row in yeses if row.get("updated_at") and dated and moment(row["updated_at"]) > max(dated)]
        return bool(later) and len(dated) == len(noes)
    if yeses and len(yeses) == len(records):
        return True
    if in_force is None:
        return None
    theirs = [row for row in yeses if same(row) == in_force]
    return True if theirs else None
