"""Phone numbers: the referee's reading of how customers and rules write them."""

import re
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

import phonenumbers


def is_of_phones(leaf: Mapping[str, Any]) -> bool:
    """Whether a leaf compares phone numbers."""
    return str(leaf["op"]).endswith("_phone")


def dialled(text: str | None, country: str | None, shop_code: str) -> str | None:
    """A customer's number as `+`, the country and the digits; None for what is not a possible number of any country."""
    region = (country or "").upper()
    if region not in phonenumbers.SUPPORTED_REGIONS:
        region = phonenumbers.region_code_for_country_code(int(shop_code))
    text = re.sub(r"^00", "+", re.sub(r"[ ()./-]", "", text.replace("(0)", "\N{FULLWIDTH TILDE}") if text else ""))
    # With the zero in brackets, which Italians dial, without it, and without a zero that the country does not have.
    for each in (text.replace("\N{FULLWIDTH TILDE}", "0"), text.replace("\N{FULLWIDTH TILDE}", "")):
        try:
            number = phonenumbers.parse(each, region)
        except phonenumbers.NumberParseException:
            continue
        national = phonenumbers.national_significant_number(number)
        for digits in (national, national.removeprefix("0")):
            with suppress(phonenumbers.NumberParseException):
                found = phonenumbers.parse(f"+{number.country_code}{digits}")
                if phonenumbers.is_possible_number_with_reason(found) == phonenumbers.ValidationResult.IS_POSSIBLE:
                    return f"+{number.country_code}{digits}"
    return None


def asked_phone(text: str, country_code: str) -> str | None:
    """What a condition names: a number of the shop's country if it names none, or a pattern."""
    number = None if {"%", "_"} & set(text) else dialled(text, None, country_code)
    if number:
        return number
    text = re.sub(r"(?i)(?<=[0-9%_])[^\w%]*(ext(ension)?|x|#)[.: ]*[0-9]+ *$", "", text)
    # A pattern that begins with a wildcard is of any country.
    pattern = "".join(each for each in text.replace("(0)", "") if each in "+0123456789%_")
    return pattern if pattern[:1] in ("%", "_") else phone(text, country_code)


def phone(text: str, country_code: str) -> str | None:
    """What a profile field has, or a pattern, of which wildcards stay. None without a digit."""
    kept = "".join(each for each in text.replace("(0)", "") if each in "+0123456789%_")
    kept = kept[:1] + kept[1:].replace("+", "")
    if not any(each.isdigit() for each in kept):
        return None
    if kept.startswith("00"):
        kept = "+" + kept[2:]
    if kept.isdigit() and kept.startswith(country_code):
        without, whole = (
            phonenumbers.is_possible_number_with_reason(phonenumbers.PhoneNumber(int(country_code), int(each)))
            == phonenumbers.ValidationResult.IS_POSSIBLE
            for each in (kept.removeprefix(country_code) or "0", kept)
        )
        if without and not whole:
            return f"+{kept}"
    return kept if kept.startswith("+") else f"+{country_code}{kept.removeprefix('0')}"
