"""Persons are taken out of every generation that is kept: out of its tables, and so out of the bytes of its files.

DuckDB leaves the old bytes in a file whose rows it changes, so files are written anew. A generation's new files are
first written to a folder inside it and then moved into place, the manifest last both times: a night that is killed
leaves a generation as it was, or one whose new files are all there, ready to be moved.
"""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from orchestration.erasure.persons import Forgotten
from orchestration.erasure.renaming import columns_of, is_held, know, pseudonym, renamed
from orchestration.errors import RollcallError, raise_if_of_the_machine, said
from orchestration.progress import report
from orchestration.publishing import contacts, remembered
from orchestration.publishing.files import copy_to_parquet, link_or_copy, table_by_table, table_facts, writing_bi
from orchestration.publishing.generations import Generation, all_generations, current, recover, sync_tree
from orchestration.publishing.manifest import FILE_NAME, Manifest
from orchestration.settings import CONTACTS_FILE, WORKSHOP_FILE
from orchestration.shop import Shop
from orchestration.warehouse.connections import in_memory, remove
from orchestration.warehouse.text import as_pattern, literal, quoted

ASIDE = ".erasing"
BI_FILE = "rollcall.duckdb"
MAIN, GROUPS = "main.", "customer_groups."
# Nobody is to be written to by a pseudonym; what matched a phone number may be a plain hash of it.
WITHOUT_THEM = ("audience_email", "audience_sms", contacts.TABLE, "remembered_phone_matches")
# What customers are besides figures.
PERSONAL = ("country", "city", "gender", "birth_date", "accepts_email", "accepts_sms")


class CannotErase(RollcallError):
    """A generation cannot be read or written, so the persons are still in it."""


def clean_generations(shop: Shop, forgotten: Forgotten) -> int:
    """Put pseudonyms in place of the persons' ids in all generations; how many of them that changed.

    Their rows of the audiences and of contacts.duckdb are gone, and so is what was being built. Call it with the
    night's lock held, before the build.

    Raises:
        CannotErase: a generation is damaged or cannot be written; all others are changed.
    """
    published = shop.home.published
    if not forgotten.pseudonyms:
        return 0
    recover(published)
    changed, faults = 0, []
    rewritten: Rewritten = {}
    # Also one that a link leads to: the next night would learn the ids from it again.
    for path in dict.fromkeys(each.path.resolve() for each in all_generations(published)):
        report(f"erasing in {path.name}")
        try:
            changed += _clean(shop, forgotten, path, rewritten)
        except (CannotErase, duckdb.Error, OSError) as error:
            raise_if_of_the_machine(error)
            _forget_unfinished(rewritten, path)
            faults.append(
                f"{path} cannot be changed, so who is to be erased is still in it: {said(error)}; restore it from a"
                " backup, or remove it if it is not the current one"
            )
    if faults:
        raise CannotErase("\n".join(faults))
    return changed


def remove_workshops(shop: Shop) -> None:
    """Remove the analysts' own file, and all workshops but the current generation's: they hold all that was sent."""
    now = current(shop.home.published)
    remove(shop.home.analysts)
    for path in dict.fromkeys(each.path.resolve() for each in all_generations(shop.home.published)):
        if now is None or path != now.path:
            remove(path / WORKSHOP_FILE)


# What files of Parquet, by device and inode, were found to be: clean, or written anew at a place.
Rewritten = dict[tuple[int, int], Path | None]


def _clean(shop: Shop, forgotten: Forgotten, path: Path, rewritten: Rewritten) -> bool:
    aside = path / ASIDE
    if not (aside / FILE_NAME).exists():
        shutil.rmtree(aside, ignore_errors=True)
        generation = Generation(path, Manifest.read(path))
        if not _Cleaning(shop, forgotten, generation, aside, rewritten).write():
            shutil.rmtree(aside, ignore_errors=True)
            return False
    _put_in_place(aside, path)
    return True


def _forget_unfinished(rewritten: Rewritten, path: Path) -> None:
    """What a generation that could not be changed has written is nothing for others to link."""
    for key in [key for key, file in rewritten.items() if file is not None and file.is_relative_to(path)]:
        del rewritten[key]


def _put_in_place(aside: Path, path: Path) -> None:
    """Put the new files where the old ones are, with their rights; the manifest is the last."""
    new = sorted(file for file in aside.rglob("*") if file.is_file() and file != aside / FILE_NAME)
    for file in new:
        _put(file, path / file.relative_to(aside))
    sync_tree(path)
    _put(aside / FILE_NAME, path / FILE_NAME)
    shutil.rmtree(aside)
    sync_tree(path)


def _put(new: Path, old: Path) -> None:
    status = old.stat()
    if new.stat().st_gid != status.st_gid:
        os.chown(new, -1, status.st_gid)
    new.chmod(status.st_mode & 0o777)
    os.replace(new, old)


@dataclass
class _Cleaning:
    """One generation's new files, written aside."""

    shop: Shop
    forgotten: Forgotten
    generation: Generation
    aside: Path
    rewritten: Rewritten

    def write(self) -> bool:
        """Write what changes, and then the manifest; whether anything does."""
        self.aside.mkdir(mode=0o700)
        self._write_bi_file()
        with self._opened() as connection:
            for file in sorted(self.generation.path.glob("[!.]*/**/*.parquet")):
                self._write_parquet(connection, file)
        self._write_contacts()
        if not any(file.is_file() for file in self.aside.rglob("*")):
            return False
        manifest = self._manifest()
        sync_tree(self.aside)
        manifest.write(self.aside)
        sync_tree(self.aside)
        return True

    @contextmanager
    def _opened(self) -> Iterator[duckdb.DuckDBPyConnection]:
        with in_memory(self.shop) as connection:
            know(connection, self.forgotten)
            yield connection

    @contextmanager
    def _opened_old(self) -> Iterator[duckdb.DuckDBPyConnection]:
        with self._opened() as connection:
            connection.execute(f"attach {literal(str(self.generation.bi_file))} as old (read_only)")
            yield connection

    @contextmanager
    def _opened_both(self) -> Iterator[duckdb.DuckDBPyConnection]:
        with self._opened_old() as connection, writing_bi(connection, self.aside / BI_FILE):
            yield connection

    def _write_bi_file(self) -> None:
        """All tables, if one of them holds somebody, those of groups as a night writes them."""
        with self._opened_old() as connection:
            tables = {
                f"{schema}.{table}": columns_of(connection, f"old.{schema}.{quoted(table)}")
                for schema, table in connection.execute(
                    "select schema_name, table_name from duckdb_tables() where database_name = 'old' order by table_oid"
                ).fetchall()
            }
            if not any(is_held(connection, _in("old", table), columns) for table, columns in tables.items()):
                return
        of_groups = [table for table in tables if table.startswith(GROUPS)]

        def write(connection: duckdb.DuckDBPyConnection, table: str) -> int:
            if table in of_groups:
                connection.execute("create schema if not exists bi.customer_groups")
                connection.execute("set disabled_compression_methods = 'dictionary'")
            query = _erased(table.removeprefix(MAIN), _in("old", table), tables[table])
            row = connection.execute(f"create table {_in('bi', table)} as {query}").fetchone()
            assert row is not None
            return int(row[0])

        for each in ([table for table in tables if table not in of_groups], of_groups):
            table_by_table(each, self._opened_both, write)

    def _write_parquet(self, connection: duckdb.DuckDBPyConnection, file: Path) -> None:
        """A file with somebody in it, once for all places that link it."""
        status = file.stat()
        key = (status.st_dev, status.st_ino)
        place = file.relative_to(self.generation.path)
        new = self.aside / place
        if key not in self.rewritten:
            relation = f"read_parquet({literal(as_pattern(file))})"
            columns = columns_of(connection, relation)
            self.rewritten[key] = None
            if is_held(connection, relation, columns):
                new.parent.mkdir(parents=True, exist_ok=True)
                copy_to_parquet(connection, _erased(".".join(place.parent.parts[1:]), relation, columns), new)
                self.rewritten[key] = file
        elif (written := self.rewritten[key]) is not None:
            new.parent.mkdir(parents=True, exist_ok=True)
            here = written.is_relative_to(self.generation.path)
            link_or_copy(self.aside / written.relative_to(self.generation.path) if here else written, new)

    def _write_contacts(self) -> None:
        if not self.generation.contacts.exists():
            return
        with self._opened() as connection:
            connection.execute(f"attach {literal(str(self.generation.contacts))} as old (read_only)")
            relation = f"old.main.{contacts.TABLE}"
            columns = columns_of(connection, relation)
            if is_held(connection, relation, columns):
                with contacts.writing(connection, self.aside / CONTACTS_FILE):
                    query = _erased(contacts.TABLE, relation, columns)
                    connection.execute(f"create table people.main.{contacts.TABLE} as {query}")

    def _manifest(self) -> Manifest:
        """The manifest, with the facts of what was written.

        Checksums of another version of DuckDB could not stand beside those of this one: then all are worked out anew.

        Raises:
            CannotErase: Parquet files hold other rows than the BI file.
        """
        before = self.generation.manifest
        is_of_this_version = before.duckdb_version == duckdb.__version__
        tables, kept, contact_facts = dict(before.tables), dict(before.remembered), before.contacts
        with in_memory(self.shop) as connection:
            connection.execute(f"attach {literal(str(self._now(BI_FILE)))} as bi (read_only)")
            for table in before.tables:
                place = Path("parquet", *table.split("."))
                if not is_of_this_version or self._changed(place):
                    tables[table] = table_facts(connection, _in("bi", table if "." in table else f"{MAIN}{table}"))
                    if "." not in table and table_facts(connection, self._parquet(place)) != tables[table]:
                        raise CannotErase(f"{table} as Parquet does not hold the rows of {BI_FILE}")
            for table in before.remembered:
                place = Path(remembered.FOLDER, table)
                if not is_of_this_version or self._changed(place):
                    kept[table] = table_facts(connection, self._parquet(place))
            if contact_facts and (not is_of_this_version or self._changed(Path(CONTACTS_FILE))):
                connection.execute(f"attach {literal(str(self._now(CONTACTS_FILE)))} as people (read_only)")
                contact_facts = table_facts(connection, f"people.main.{contacts.TABLE}")
        return before.model_copy(
            update={
                "tables": tables,
                "remembered": kept,
                "contacts": contact_facts,
                "duckdb_version": duckdb.__version__,
                "erased_at": datetime.now(UTC).replace(microsecond=0),
            }
        )

    def _changed(self, place: Path) -> bool:
        return (self.aside / place).exists()

    def _now(self, name: str) -> Path:
        return self.aside / name if self._changed(Path(name)) else self.generation.path / name

    def _parquet(self, folder: Path) -> str:
        """A folder's files as a relation, the new ones in place of the old."""
        files = sorted((self.generation.path / folder).glob("*.parquet"))
        now = [self._now(str(file.relative_to(self.generation.path))) for file in files]
        return f"read_parquet([{', '.join(literal(as_pattern(file)) for file in now)}])"


def _in(catalog: str, table: str) -> str:
    schema, _, name = table.partition(".")
    return f"{catalog}.{schema}.{quoted(name)}"


def _erased(table: str, relation: str, columns: Mapping[str, str]) -> str:
    """A query of a table's rows without the persons, in their order."""
    if table in WITHOUT_THEM:
        return f"from {relation} where {pseudonym('customer_id')} is null"
    also = {}
    if table == "customers":
        somebody = f"{pseudonym('customer_id')} is not null"
        also = {name: f"case when not {somebody} then {name} end" for name in PERSONAL if name in columns}
    elif table == "outbox_messages":
        # As the model makes it: else the id could be found out by it.
        also["message_id"] = (
            f"case when {pseudonym('customer_id')} is null then message_id"
            f" else md5(group_key || '/' || {pseudonym('customer_id')} || '/' || created_at::varchar) end"
        )
    return f"select {renamed(columns, also)} from {relation}"
