"""What is refused in a group's SQL, by which words, and what to write instead: the same on both engines."""

import difflib
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

AS_OF = "write {{ as_of() }}, the moment of the night"
SAME_TWICE = "leave it out: the same night has to select the same customers again"
WITH_ORDER = "say which: give it an order by that ends with an id"
WITH_ID = "give it an order by that ends with an id"
# Rows that tie come in any order; a column called so tells one row from another.
ID = re.compile(r"(\w+_)?id", re.IGNORECASE)


def names_in(text: str) -> frozenset[str]:
    """Words with blanks between."""
    return frozenset(text.split())


CLOCKS = names_in(
    "now today ago current_date current_timestamp current_time get_current_timestamp get_current_time localtime"
    " localtimestamp current_localtime current_localtimestamp transaction_timestamp statement_timestamp clock_timestamp"
    " curdate getdate sysdate current_timezone"
)
DICE = names_in(
    "random rand randn uniform randstr uuid gen_random_uuid uuidv4 uuidv7 setseed shuffle reservoir_quantile"
    " monotonically_increasing_id spark_partition_id"
)
SESSION = names_in(
    "current_setting getvariable getenv current_user session_user current_role user current_database current_catalog"
    " current_schema current_schemas in_search_path current_query current_query_id current_connection_id version"
    " current_transaction_id txid_current nextval currval stats write_log sleep_ms input_file_name"
    " input_file_block_start input_file_block_length"
)
# Keywords that are functions without brackets, where no column is called so.
BARE = CLOCKS & {"current_date", "current_timestamp", "current_time", "localtime", "localtimestamp"} | SESSION & {
    "current_user",
    "session_user",
    "current_role",
    "current_catalog",
    "current_schema",
    "user",
}
# One of several values, whichever comes first; with an order by it is the same one every time.
ANY_OF_SEVERAL = names_in(
    "any_value first last arbitrary first_value last_value list array_agg string_agg group_concat listagg collect_list"
    " collect_set json_group_array json_group_object json_group_structure"
)
# The same, and no order by can be given.
TIES = dict.fromkeys(
    names_in(
        "arg_max arg_min argmax argmin max_by min_by arg_max_null arg_min_null arg_max_nulls_last arg_min_nulls_last"
    ),
    "of equal ones either may be taken; use first(x order by ..., an id), or last_record()",
) | dict.fromkeys(names_in("mode approx_top_k list_mode"), "of equal ones any may be taken; count them and compare")
# Estimates that depend on how rows are shared among threads. approx_count_distinct is not one: it takes maxima.
ESTIMATES = dict.fromkeys(names_in("approx_quantile"), "write quantile_cont(), which is exact") | dict.fromkeys(
    names_in(
        "approx_percentile percentile_approx histogram_numeric kll_sketch_agg_bigint kll_sketch_agg_double"
        " kll_sketch_agg_float approx_top_k_accumulate approx_top_k_combine"
    ),
    "write percentile(), or a count, which are exact",
)
# Windows that go by the order of rows.
BY_PLACE = names_in("row_number ntile lag lead first_value last_value nth_value first last")
FILE = re.compile(r"\.(csv|tsv|parquet|json|jsonl|ndjson|gz|zst|xlsx|db|duckdb)$", re.IGNORECASE)


@dataclass(frozen=True)
class Reader:
    """Who reads: a group.

    `readable` are the relations that it or its conditions ref, as they stand in the SQL but in small letters and
    without quotes; `customers` is that of the customers; `groups` are the keys of all groups; `locales` the languages,
    beside English, in which the shop names countries.
    """

    readable: Collection[str]
    groups: Collection[str]
    customers: str
    locales: tuple[str, ...] = ()


@dataclass(frozen=True)
class Fault:
    """`word` is what to look for in the group's file; `offset` where in the compiled SQL it stands, in bytes."""

    word: str
    problem: str
    fix: str
    offset: int | None = None

    def __str__(self) -> str:
        return f"{self.problem}; {self.fix}"


def function_fault(name: str, arguments: int, is_ordered: bool, offset: int | None) -> Fault | None:
    """What is wrong with calling this function of either engine, if anything.

    `is_ordered` says that an order by decides which of its values comes first, even among those that tie.
    """
    if name in CLOCKS or (name == "age" and arguments == 1) or (name == "unix_timestamp" and not arguments):
        return Fault(name, f"{name} asks the clock", AS_OF, offset)
    if name in DICE:
        return Fault(name, f"{name} throws dice", SAME_TWICE, offset)
    if name in SESSION or name.startswith(("pg_", "has_", "inet_", "duckdb_")):
        return Fault(
            name, f"{name} asks what the session is set to", "leave it out: a group reads the shop's data", offset
        )
    if name in ANY_OF_SEVERAL and not is_ordered:
        return Fault(name, f"{name} takes its values in whatever order they come", WITH_ORDER, offset)
    if name in TIES:
        return Fault(name, f"{name} is not the same every time", TIES[name], offset)
    if name in ESTIMATES:
        return Fault(name, f"{name} is an estimate that is not the same every time", ESTIMATES[name], offset)
    return None


def decides(order: Collection[str], values: Iterable[str]) -> bool:
    """Whether an order by these columns settles which values are taken: it has an id, or all of the values."""
    named = list(values)
    return any(ID.fullmatch(each) for each in order) or (bool(named) and all(each in order for each in named))


def unordered_window(name: str, has_order: bool, offset: int | None) -> Fault:
    """What is wrong with a window function that goes by the order of rows, and has none that decides ties."""
    if not has_order:
        problem = f"{name} without an order by goes by the order in which rows come"
        return Fault(name, problem, WITH_ID, offset)
    return Fault(name, f"{name} goes by the order in which rows come that tie", f"{WITH_ID}, or use rank()", offset)


def table_fault(name: str, readable: Collection[str], groups: Collection[str], offset: int | None) -> Fault:
    """What is wrong with a table that is not one that the group refs."""
    last = name.split(".")[-1]
    if last in groups:
        return Fault(last, f"it reads the table {name}, which is last night's", f"write in_group('{last}')", offset)
    near = difflib.get_close_matches(last, [each.split(".")[-1] for each in readable], 1)
    if last in {each.split(".")[-1] for each in readable}:
        fix = f"write {{{{ ref('{last}') }}}}"
    elif not re.fullmatch(r"\w+(\.\w+)*", name) or FILE.search(name):
        fix = "land the file, or make it a seed, and ref that"
    else:
        fix = f"read a model by {{{{ ref('{near[0] if near else 'customers'}') }}}}"
    return Fault(last, f"it reads the table {name}, which it does not ref", fix, offset)


LIMIT = Fault(
    "limit",
    "a limit without a total order takes other customers from night to night",
    "end its order by with every column that is selected, or use top_customers()",
)
SAMPLE = Fault("sample", "a sample takes other customers every time", SAME_TWICE)
OUTSIDE = "it stands in a query of other records, where its name may mean a column of theirs"
OUTSIDE_FIX = "write it outside of that query, or as where= of a condition"


def line_of(text: str, word: str) -> int | None:
    """The line of a group's file that first has the word outside of comments; None if a condition brought it."""
    blank = re.sub(
        r"\{#.*?#\}|/\*.*?\*/|--[^\n]*|'(?:[^']|'')*'",
        lambda found: found[0] if found[0].startswith("'") else re.sub(r"[^\n]", " ", found[0]),
        text,
        flags=re.DOTALL,
    )
    found = re.search(rf"(?<![\w.]){re.escape(word)}(?!\w)", blank, re.IGNORECASE)
    found = found or re.search(re.escape(word), blank, re.IGNORECASE)
    return blank.count("\n", 0, found.start()) + 1 if found else None


def first_of(faults: Sequence[str]) -> str | None:
    """The first fault, and how many more there are."""
    if len(faults) > 1:
        return f"{faults[0]} (and {len(faults) - 1} more)"
    return faults[0] if faults else None


def in_words(place: str, text: str, fault: Fault) -> str:
    """The fault with the group's file and, where the file itself has the word, the line."""
    line = line_of(text, fault.word)
    return f"{place}: {f'line {line}: ' if line else ''}{fault}"
