"""What the referee knows of countries: those of the cases and of made-up shops, by what they are called."""

CALLED = {
    "AU": ("aus", "australia"),
    "CA": ("can", "canada"),
    "DK": ("dnk", "denmark"),
    "GB": ("gbr", "uk", "united kingdom"),
    "NO": ("nor", "norway"),
    "SE": ("swe", "sweden"),
    "US": ("usa", "united states"),
    "ZA": ("zaf", "south africa"),
}
CODES = {name: code for code, names in CALLED.items() for name in (code.lower(), *names)}


def country(text: str | None) -> str | None:
    """The code of a country; what is not one stays as it is."""
    return None if text is None else CODES.get(text.strip().lower(), text.strip())
