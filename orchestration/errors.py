"""The base of every error that a person is meant to read, and the one place that decides what of any other is said.

A database quotes the values that it stumbles over, so an error of its own may hold a customer's name, number or
address. `said` lets known phrases through and nothing else: the class of an error, the file, names that stand in the
SQL. What is printed, published, posted or recorded of an error comes from here.
"""

import re
import traceback
from pathlib import Path

from orchestration.machine import machine_fault
from orchestration.phrases import CLASSES, NAME, OF_COMPILING, OF_ENGINES, OF_SPARK, OF_TESTS

LONGEST = 500
# What is said of a night that Ctrl-C, a signal or Dagster's Terminate ended.
INTERRUPTED = "the night was interrupted"

# How dbt begins: `Runtime Error in model vip (models/customer_groups/vip.sql)`, then the engine's own words.
_HEAD = re.compile(
    r"(?P<kind>[A-Z][a-z]+(?: [A-Z][a-z]+)? Error)"
    r"(?: in (?:model|test|seed|snapshot|macro|source|operation|unit_test|sql_operation|sql operation|analysis)"
    r" (?P<name>[A-Za-z_][\w.-]*)(?: \((?P<file>[\w./ -]+)\))?)?(?:\n|$)"
)
_KINDS = {"Runtime Error", "Database Error", "Compilation Error", "Parsing Error", "Validation Error", "Internal Error"}
# A fault that one of our macros raised: the file, the problem and, after a semicolon, the fix.
_RAISED = re.compile(r"((?:models|macros|seeds|tests|snapshots)/[^\n:]+: [^\n]+|dbt_project\.yml: [^\n]+|as_of [^\n]+)")
_CLASS = re.compile(r"([A-Z][A-Za-z]*(?: [A-Za-z]+)* Error): ")
# What Java puts before the engine's own error.
_JAVA = re.compile(
    r"(?:An error occurred while calling \w+\.\w+\.|(?:Py4JJavaError|SparkException|Exception)?:"
    r"|(?:[a-z]\w*\.)+[A-Z]\w*:|Job aborted due to stage failure:"
    r"|Task \d+ in stage [\d.]+ failed \d+ times?, most recent failure:"
    r"|Lost task [\d.]+ in stage [\d.]+ \(TID \d+\) \([\w. -]+\):)\s*"
)
_SPARK = re.compile(r"\[([A-Z][A-Z0-9_]*(?:\.[A-Z0-9_]+)*)\] ?")


class RollcallError(Exception):
    """Shown by the command line as its message alone; of anything else `said` decides what is shown."""


class MachineFault(RollcallError):
    """The machine, not what was being done, is at fault; the message is one line with what to do."""


def raise_if_of_the_machine(error: BaseException) -> None:
    """Call it where an error would be blamed on a file.

    Raises:
        MachineFault: the machine is at fault.
    """
    line = machine_fault(error)
    if line is not None:
        raise MachineFault(line) from error


def said(error: BaseException | str) -> str:
    """What may be told of an error, in one line or, of our own, as written: never a value of the data.

    A text is what dbt or an engine said. Our own errors are let through whole: the code that raises one
    passes what it quotes of another through here first.
    """
    if isinstance(error, str):
        return _said_by_dbt(error)
    if isinstance(error, RollcallError):
        return str(error)
    of_machine = machine_fault(error)
    if of_machine is not None:
        return of_machine
    module = type(error).__module__.split(".")[0]
    if module in ("duckdb", "_duckdb", "pyspark", "py4j", "dbt", "dbt_common"):
        return _said_by_dbt(str(error))
    if isinstance(error, OSError) and error.strerror:
        files = [str(name) for name in (error.filename, error.filename2) if name is not None]
        return ": ".join([" and ".join(files), error.strerror] if files else [error.strerror])
    return f"{type(error).__name__}{_place(error)}"


def _place(error: BaseException) -> str:
    """Where in the project it was raised, as ` in night.py, line 12`."""
    here = Path(__file__).parent
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if here in Path(frame.filename).parents]
    return f" in {Path(frames[-1].filename).relative_to(here.parent)}, line {frames[-1].lineno}" if frames else ""


def _said_by_dbt(message: str) -> str:
    rest, file, kind = message.strip(), "", ""
    while (head := _HEAD.match(rest)) and head["kind"] in _KINDS:
        file, kind = head["file"] or head["name"] or file, head["kind"]
        rest = rest[head.end() :].strip()
    if kind in ("Compilation Error", "Parsing Error"):
        return _joined(file, _said_in_compiling(rest) or kind)
    return _joined(file, machine_fault(rest) or _said_by_engine(rest) or _unknown(kind))


def _unknown(kind: str) -> str:
    return f"{kind or 'an error'}, whose words may hold values: only plain dbt shows them"


def _said_in_compiling(message: str) -> str:
    raised = _RAISED.match(message)
    if raised:
        return raised[1].strip()
    return _phrase(OF_COMPILING, message)


def _said_by_engine(message: str) -> str:
    found = _CLASS.match(message)
    if found and found[1] in CLASSES:
        sentence = _phrase(OF_ENGINES.get(found[1], ()), message[found.end() :]) or CLASSES[found[1]]
        return f"{found[1]}: {sentence}" if sentence else found[1]
    return _phrase(OF_TESTS, message) or _said_by_spark(message)


def _said_by_spark(message: str) -> str:
    while before := _JAVA.match(message):
        message = message[before.end() :]
    found = _SPARK.match(message)
    if not found:
        return ""
    sentence = _phrase(OF_SPARK, message)
    return f"{found[1]}: {sentence}" if sentence else found[1]


def _phrase(phrases: tuple[tuple[re.Pattern[str], str], ...], message: str) -> str:
    """The sentence of the first pattern that the message begins with; a name that is not a plain one is left out."""
    for pattern, sentence in phrases:
        found = pattern.match(message)
        if found:
            names = {key: _name(each) for key, each in found.groupdict().items()}
            return " ".join(sentence.format_map(names).split())
    return ""


def _name(given: str | None) -> str:
    return given if given is not None and NAME.fullmatch(given) else "..."


def _joined(file: str, sentence: str) -> str:
    said_whole = f"{file}: {sentence}" if file and not sentence.startswith(file) else sentence
    return re.sub(r"\s+", " ", said_whole).strip()[:LONGEST]
