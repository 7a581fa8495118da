"""Ids that are made: the same for the same person, and nobody can tell from one whose it is."""

import hashlib
import hmac
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pytest

from orchestration.identity import keyed_hash, made_id, normalised_email, secret_of
from orchestration.settings import Home


def asked(sql: str, value: str | None) -> object:
    with duckdb.connect() as connection:
        ((answer,),) = connection.execute(f"select {sql} from (select cast(? as varchar) as given)", [value]).fetchall()
    return answer


@pytest.mark.parametrize(
    "given, expected",
    [
        (" Ann.B+x@Example.COM\t", "ann.b+x@example.com"),
        ("\u00a0a\u030ase@x.dk\u2003", "\u00e5se@x.dk"),
        ("  ", None),
        (None, None),
    ],
)
def test_addresses_are_compared_trimmed_composed_and_lower(given: str | None, expected: str | None) -> None:
    assert asked(normalised_email("given"), given) == expected


@pytest.mark.parametrize("text", ["", "ann@example.com", "\u00e5se@x.dk", "x" * 200])
@pytest.mark.parametrize("secret", [b"k", b"s" * 32, b"\xff" * 64])
def test_the_keyed_hash_is_hmac(text: str, secret: bytes) -> None:
    assert asked(keyed_hash("given", secret), text) == hmac.new(secret, text.encode(), hashlib.sha256).hexdigest()


def test_a_made_id_has_the_type_of_the_shops_ids() -> None:
    digest = hmac.new(b"s" * 32, b"ann@example.com", hashlib.sha256).hexdigest()
    assert asked(made_id("given", b"s" * 32, "varchar"), "ann@example.com") == f"g{digest[:20]}"
    assert asked(made_id("given", b"s" * 32, "bigint"), "ann@example.com") == -1 - int(digest[:15], 16)
    assert asked(made_id("given", b"s" * 32, "varchar"), None) is None
    assert asked(made_id("given", b"s" * 32, "bigint"), None) is None


def test_the_secret_is_made_once_and_closed(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    with ThreadPoolExecutor(8) as pool:
        made = set(pool.map(lambda _: secret_of(home), range(8)))
    assert made == {secret_of(home)}
    assert home.secret.stat().st_mode & 0o777 == 0o600
    assert len(made.pop()) == 32
    assert [each.name for each in home.root.iterdir()] == ["secret"]
