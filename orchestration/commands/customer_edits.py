"""`rollcall customers edit`, `opt` and `limit`: what staff enter over a customer's columns."""

from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Annotated

import typer

from orchestration.commands.entering import By, Now, Reason, tell


class Answer(StrEnum):
    """What a customer answers."""

    YES = "yes"
    NO = "no"


def edit(
    customer_id: str,
    given: Annotated[
        list[str],
        typer.Argument(
            metavar="COLUMN=VALUE...",
            help="Such as email=ida@example.com, address.home.city=Aarhus, profile.diet=vegan; a blank value empties.",
        ),
    ],
    reason: Reason = None,
    by: By = None,
    now: Now = False,
) -> None:
    """Enter other values for a customer's columns; each stands until the shop sends another one than now."""
    from orchestration.customers import edits

    values: dict[str, str] = {}
    for each in given:
        column, is_one, value = each.partition("=")
        if not is_one:
            raise typer.BadParameter(f"'{each}' is not COLUMN=VALUE; write it as email=ida@example.com")
        if column.strip() in values:
            raise typer.BadParameter(f"'{column.strip()}' is given twice; give it one value")
        values[column.strip()] = value
    columns = ", ".join(values)
    tell(f"edited {columns} of {customer_id}", lambda entry: edits.edit(entry, customer_id, values), by, reason, now)


def opt(
    customer_id: str,
    email: Annotated[Answer | None, typer.Option(help="Whether they accept marketing by e-mail.")] = None,
    sms: Annotated[Answer | None, typer.Option(help="Whether they accept marketing by text message.")] = None,
    loyalty: Annotated[Answer | None, typer.Option(help="Whether they are in the loyalty scheme.")] = None,
    reason: Reason = None,
    by: By = None,
    now: Now = False,
) -> None:
    """Enter what a customer answers: whether they accept e-mails or text messages, and are in the loyalty scheme."""
    from orchestration.customers import edits

    said = {"email": email, "sms": sms, "loyalty": loyalty}
    answers = {word: answer is Answer.YES for word, answer in said.items() if answer is not None}
    words = ", ".join(f"{word} {'yes' if yes else 'no'}" for word, yes in answers.items())
    tell(f"{words} for {customer_id}", lambda entry: edits.opt(entry, customer_id, answers), by, reason, now)


def limit(
    customer_id: str,
    amount: Annotated[str, typer.Argument(help="In the shop's currency, or none.")],
    reason: Reason = None,
    by: By = None,
    now: Now = False,
) -> None:
    """Enter how much a customer may owe on account."""
    from orchestration.customers import edits

    try:
        given = None if amount.strip().lower() == "none" else Decimal(amount)
    except InvalidOperation:
        raise typer.BadParameter(f"'{amount}' is not an amount; write it as 500, 12.50 or none") from None
    tell(f"limit {amount} for {customer_id}", lambda entry: edits.limit(entry, customer_id, given), by, reason, now)
