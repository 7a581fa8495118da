"""Who somebody is where no id says so: the normalised e-mail address, and ids made of it with a secret of the home.

Belongs here: how an address becomes comparable and how an id is made of it, as SQL of DuckDB's, each in this one place.
Does not belong here: whose address it is (the landing, imports).
"""

import os
import secrets
import unicodedata
from contextlib import suppress

from orchestration.settings import Home

# HMAC of RFC 2104 with SHA-256: its block, and the bytes that the key is combined with.
BLOCK_BYTES, INNER, OUTER = 64, 0x36, 0x5C
SECRET_BYTES = 32


def secret_of(home: Home) -> bytes:
    """The home's secret, with which ids are made; made at the first call. Whoever loses it makes other ids."""
    home.root.mkdir(parents=True, exist_ok=True)
    if not home.secret.exists():
        unfinished = home.secret.with_name(f".{home.secret.name}.{secrets.token_hex(4)}.part")
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as stream:
            stream.write(secrets.token_hex(SECRET_BYTES) + "\n")
            stream.flush()
            os.fsync(stream.fileno())
        # Another process may have made one meanwhile; then that one stands.
        with suppress(FileExistsError):
            os.link(unfinished, home.secret)
        unfinished.unlink()
    return bytes.fromhex(home.secret.read_text().strip())


def normalised_email(text: str) -> str:
    """SQL of an e-mail address as addresses are compared: trimmed, NFC, lower case; NULL for blanks. `text` is SQL.

    Dots and +tags are kept: whose they are is the provider's to say.
    """
    return rf"nullif(lower(nfc_normalize(regexp_replace({text}, '^[\s\p{{Z}}]+|[\s\p{{Z}}]+$', '', 'g'))), '')"


def comparable(email: str) -> str:
    """An e-mail address as addresses are compared: normalised_email for a single text."""
    return unicodedata.normalize("NFC", email.strip()).lower()


def keyed_hash(text: str, secret: bytes) -> str:
    """SQL of the HMAC-SHA256 of a text in UTF-8, as 64 hex digits; NULL of NULL. `text` is SQL."""
    key = secret.ljust(BLOCK_BYTES, b"\0")
    inner, outer = (bytes(byte ^ pad for byte in key).hex() for pad in (INNER, OUTER))
    return f"sha256(unhex('{outer}') || unhex(sha256(unhex('{inner}') || encode({text}))))"


def made_id(text: str, secret: bytes, id_type: str, prefix: str = "g") -> str:
    """SQL of the id of somebody who has none, made of their normalised e-mail address or phone. `text` is SQL.

    `g`, or another prefix, and 20 hex digits of the keyed hash; where ids are bigint, a number below 0 of its 60 bits.
    """
    hashed = keyed_hash(text, secret)
    if id_type.lower() == "varchar":
        return f"'{prefix}' || left({hashed}, 20)"
    return f"-1 - cast('0x' || left({hashed}, 15) as bigint)"
