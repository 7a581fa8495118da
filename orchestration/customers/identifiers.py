"""How advertisers want people named: e-mail addresses and phones normalised by their published rules, and hashed.

Google: https://developers.google.com/data-manager/api/devguides/concepts/formatting for the values,
https://support.google.com/google-ads/answer/7659867 for the headers of Customer Match. Meta: "Customer information
parameters" and "Format your customer list" of its business help. Each is SQL of DuckDB's, SHA-256 in hex digits.
"""

from orchestration.customers.choices import Channel
from orchestration.identity import normalised_email

GMAIL = "@(gmail|googlemail)[.]com$"
HEADERS = {Channel.GOOGLE: ("Email", "Phone"), Channel.META: ("email", "phone")}


def hashed_email(channel: Channel, email: str) -> str:
    """SQL of an e-mail address as the advertiser hashes it; NULL of none. `email` is SQL.

    For Google, an address of Gmail's is the same with and without dots before the @ and what follows a plus.
    """
    normalised = normalised_email(email)
    if channel is Channel.GOOGLE:
        without_blanks = rf"regexp_replace({normalised}, '\s+', '', 'g')"
        name = f"replace(regexp_replace(split_part({without_blanks}, '@', 1), '[+].*$', ''), '.', '')"
        normalised = (
            f"case when regexp_matches({without_blanks}, '{GMAIL}')"
            f" then {name} || '@' || split_part({without_blanks}, '@', 2) else {without_blanks} end"
        )
    return f"sha256({normalised})"


def hashed_phone(channel: Channel, phone: str) -> str:
    """SQL of a phone number as the advertiser hashes it; NULL of none. `phone` is SQL of +<country><number>.

    With its plus for Google (E.164), digits alone for Meta.
    """
    return f"sha256({phone if channel is Channel.GOOGLE else f'''ltrim({phone}, '+')'''})"
