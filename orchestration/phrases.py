"""What is let through of errors that are not our own: how each begins, and the sentence that is said of it.

A pattern is matched from the beginning of the engine's message on, so that no value further on can pass for one.
Named groups are names of columns, tables, functions or keywords of the SQL; `said` leaves out what is not a plain name.
Errors that quote values have one sentence for their class.
"""

import re

# A plain name of SQL, with dots between its parts; or a type, or a sign.
NAME = re.compile(r"[A-Za-z_]\w{0,62}(\.[A-Za-z_]\w{0,62}){0,2}|[(),;]|[0-9]{1,6}", re.ASCII)

Phrases = tuple[tuple[re.Pattern[str], str], ...]


def _compiled(*pairs: tuple[str, str]) -> Phrases:
    return tuple((re.compile(pattern, re.DOTALL), sentence) for pattern, sentence in pairs)


# DuckDB's classes, with the sentence for those whose messages quote values; the others have phrases, or none.
VALUE_AS_TYPE = "a value cannot be read as the type that it is cast to; use try_cast, or leave such rows out"
CLASSES = {
    "Conversion Error": VALUE_AS_TYPE,
    "Mismatch Type Error": VALUE_AS_TYPE,
    "Out of Range Error": "a number is too large or too small for its type; cast to a wider one",
    "Invalid Input Error": "a value is not what the function that reads it expects; leave such rows out",
    "Constraint Error": "a row breaks a constraint of the table",
    "Invalid Type Error": "a value is of another type than it is used as",
    "Divide by Zero Error": "a division by zero; use nullif(x, 0)",
    "Decimal Error": "a number does not fit its decimal type; cast to a wider one",
    "Out of Memory Error": "the memory limit was reached; raise ROLLCALL_MEMORY_LIMIT, or have the SQL read less",
    "Parser Error": "the SQL cannot be read",
    "Syntax Error": "the SQL cannot be read",
    "Binder Error": "the SQL names or compares what does not fit",
    "Catalog Error": "the SQL names something that does not exist",
    "IO Error": "a file cannot be read or written",
    "Permission Error": "something is not permitted",
    "TransactionContext Error": "a transaction failed",
    "INTERRUPT Error": "it was interrupted",
    "INTERNAL Error": "a fault of the database's own",
    "Internal Error": "a fault of the database's own",
    "FATAL Error": "the database had to close",
    "Not implemented Error": "the database does not know how to do that",
    "Serialization Error": "what was written cannot be read",
    "Invalid Configuration Error": "a setting of the database does not fit",
    "Missing Extension Error": "an extension of the database is missing",
    "Expression Error": "",
    "Executor Error": "",
    "Sequence Error": "",
    "Dependency Error": "",
    "Connection Error": "",
    "Settings Error": "",
    "Unknown Type Error": "there is no such type",
    "Index Error": "",
    "Parameter Not Resolved Error": "",
    "Parameter Not Allowed Error": "",
}
OF_ENGINES: dict[str, Phrases] = {
    "Binder Error": _compiled(
        (
            r'Referenced column "(?P<name>[^"]*)" (?:was )?not found.{0,60}?!?\s*Candidate bindings: "(?P<near>[^"]*)"',
            "there is no column {name}; the nearest is {near}",
        ),
        (r'Referenced column "(?P<name>[^"]*)" ', "there is no column {name}"),
        (r'Referenced table "(?P<name>[^"]*)" not found', "there is no table {name} here"),
        (
            r'Table "(?P<table>[^"]*)" does not have a column named "(?P<name>[^"]*)"',
            "{table} has no column {name}",
        ),
        (
            r'Ambiguous reference to column name "(?P<name>[^"]*)" \(use: "(?P<one>[^"]*)" or "(?P<other>[^"]*)"',
            "the column {name} is in more than one table; write {one} or {other}",
        ),
        (r'Ambiguous reference to (?:column|table) (?:name )?"(?P<name>[^"]*)"', "{name} is in more than one table"),
        (
            r'[Cc]olumn "(?P<name>[^"]*)" must appear in the GROUP BY clause',
            "the column {name} is neither grouped by nor inside an aggregate",
        ),
        (
            r"No function matches the given name and argument types '(?P<name>\w+)\(",
            "the function {name} does not take values of these types; cast them",
        ),
        (
            r"Cannot compare values of type (?P<one>\w+)(?:\([^)]*\))? and(?: values of)? type (?P<other>\w+)",
            "a {one} cannot be compared with a {other}; cast one of them",
        ),
        (r"WHERE clause cannot contain aggregates", "where cannot contain an aggregate; use having"),
        (r"WHERE clause cannot contain window functions", "where cannot contain a window function; use qualify"),
        (r"aggregate function calls cannot be nested", "an aggregate cannot contain another one"),
        (r"Set operations can only apply", "the parts of a union have different numbers of columns"),
        (r"Subquery returns (?P<count>\d+) columns", "a subquery returns {count} columns where one is expected"),
        (r"UNIQUE|Values list", "a list of values does not fit its columns"),
    ),
    "Catalog Error": _compiled(
        (
            r"(?:Scalar |Aggregate |Table |Window )?Function with name \"?(?P<name>\w+)\"? does not exist!"
            r'\s*Did you mean "(?P<near>\w+)"',
            "there is no function {name}; did you mean {near}?",
        ),
        (
            r"(?:Scalar |Aggregate |Table |Window )?Function with name \"?(?P<name>\w+)\"? ",
            "there is no function {name}",
        ),
        (
            r'Table with name "?(?P<name>[^"\s!]+)"? does not exist!\s*Did you mean "(?P<near>[^"]*)"',
            "there is no table {name}; did you mean {near}?",
        ),
        (r'Table with name "?(?P<name>[^"\s!]+)"? ', "there is no table {name}"),
        (r'Type with name "?(?P<name>[^"\s!]+)"? ', "there is no type {name}"),
        (r'Schema with name "?(?P<name>[^"\s!]+)"? ', "there is no schema {name}"),
    ),
    "Parser Error": _compiled(
        (r'syntax error at or near "(?P<name>[^"]*)"', "syntax error at or near {name}"),
        (r"syntax error at end of input", "syntax error at the end: something is missing"),
        (r"unterminated quoted", "a quoted text or name does not end"),
    ),
    "Invalid Input Error": _compiled(
        (
            r"More than one row returned by a subquery used as an expression",
            "a subquery that must return one row returned several; use an aggregate, or in (...)",
        ),
        # Of files.
        (
            r"(?:CSV Error on|Error in file [^\n]*? on|CSV file error on) Line: (?P<line>\d+)",
            "a fault of CSV on line {line}",
        ),
        (r"Error when sniffing file", "it does not read as CSV: lines, columns or quotes do not fit together"),
        (
            r'Malformed JSON in file "[^"\n]*", at byte (?P<byte>\d+) in (?:record/value|line) (?P<line>\d+)',
            "malformed JSON in record {line}, byte {byte}",
        ),
        (r"Malformed JSON", "malformed JSON"),
        (r"No magic bytes found at end of file", "it is not Parquet, or was cut off"),
        (r"File '[^'\n]*' too small to be a Parquet file", "it is too small to be Parquet"),
    ),
    "IO Error": _compiled(
        (
            r'Could not set lock on file "[^"\n]*": Conflicting lock is held in [^\n]*?\(PID (?P<pid>\d+)\)',
            "Could not set lock on the file: the process with PID {pid} has it open",
        ),
        (r'Could not set lock on file "', "Could not set lock on the file: another process has it open"),
        (r'Cannot open file "[^"\n]*": No such file', "a file is not there"),
        (r'Cannot open file "[^"\n]*": Permission denied', "a file may not be opened: permission denied"),
        (r'[^\n]{0,300}"[^"\n]*": No space left on device|No space left on device', "No space left on device"),
    ),
}
OF_ENGINES["Syntax Error"] = OF_ENGINES["Parser Error"]

# What dbt and Jinja say of a definition before any SQL runs, so that nothing of the data can be in it.
OF_COMPILING = _compiled(
    (
        r"\w+ '\w+\.rollcall\.(?P<reader>\w+)' \([^)\n]*\) depends on a node named '(?P<name>[^'\n]*)'",
        "there is no group or model '{name}'; name one that exists, or remove the reference",
    ),
    (r"depends on a node named '(?P<name>[^'\n]*)'", "there is no group or model '{name}'; name one that exists"),
    (
        r"(?:[^\n]*\n\s*)?'(?P<name>\w+)' is undefined",
        "'{name}' is undefined; docs/conditions.md lists the conditions",
    ),
    (
        r"macro '(?:dbt_macro__)?(?P<name>\w+)' takes no keyword argument '(?P<argument>\w+)'",
        "{name} takes no argument {argument}; docs/conditions.md lists those of each condition",
    ),
    (
        r"macro '(?:dbt_macro__)?(?P<name>\w+)' takes not more than (?P<count>\d+) argument",
        "{name} takes at most {count} arguments",
    ),
    (
        r"macro '(?:dbt_macro__)?(?P<name>\w+)' was not provided",
        "{name} lacks an argument; docs/conditions.md lists those of each condition",
    ),
    (r"parameter '(?P<name>\w+)' was not provided", "an argument {name} is missing"),
    (r"expected token '[^'\n]*', got '(?P<name>[^'\n]*)'", "the Jinja cannot be read at '{name}'"),
    (r"unexpected '(?P<name>[^'\n]*)'", "the Jinja cannot be read at '{name}'"),
    (r"unexpected end of template", "the Jinja does not end; close its braces"),
    (r"Encountered unknown tag '(?P<name>\w+)'", "there is no Jinja tag {name}"),
    (r"Reached EOF without finding a close tag for (?P<name>\w+)", "the tag {name} is not closed"),
    (r"Env var required but not provided: '(?P<name>\w+)'", "the environment variable {name} is not set"),
    (r"Required var '(?P<name>\w+)' not found", "there is no var {name} in dbt_project.yml"),
    (
        r"This model has an enforced contract that failed",
        "the columns that it selects are not those of its contract in the .yml",
    ),
    (r"dbt found two (?:models|resources|schema\.yml entries)[^\n]*\"(?P<name>\w+)\"", "{name} appears twice"),
    (r"Found a cycle: ", "it reads itself, directly or through others"),
    (r"maximum recursion depth exceeded", "it is nested too deep"),
)

OF_TESTS = _compiled(
    (r"Got (?P<count>\d+) results?, configured to fail", "{count} rows that should not be there"),
    (r"Database Error$|Runtime Error$", ""),
)

OF_SPARK = _compiled(
    (
        r"\[UNRESOLVED_COLUMN[\w.]*\] A column, variable, or function parameter with name"
        r" (?:`[^`\n]*`\.)*`(?P<name>[^`\n]*)` cannot be resolved",
        "there is no column {name}",
    ),
    (
        r"\[TABLE_OR_VIEW_NOT_FOUND\] The table or view (?:`[^`\n]*`\.)*`(?P<name>[^`\n]*)` cannot be found",
        "there is no table {name}",
    ),
    (
        r"\[UNRESOLVED_ROUTINE\] Cannot resolve routine `(?P<name>[^`\n]*)`",
        "there is no function {name}",
    ),
    (r"\[PARSE_SYNTAX_ERROR\] Syntax error at or near '(?P<name>[^'\n]*)'", "syntax error at or near {name}"),
    (r"\[PARSE_SYNTAX_ERROR\]", "syntax error"),
    (r"\[AMBIGUOUS_REFERENCE\] Reference `(?P<name>[^`\n]*)`", "{name} is in more than one table"),
    (r"\[CAST_|\[INVALID_INPUT|\[CANNOT_PARSE", VALUE_AS_TYPE),
    (r"\[ARITHMETIC_OVERFLOW|\[NUMERIC_VALUE_OUT_OF_RANGE", CLASSES["Out of Range Error"]),
    (r"\[DIVIDE_BY_ZERO", CLASSES["Divide by Zero Error"]),
    (r"\[DATATYPE_MISMATCH", "a value is of another type than it is used as; cast it"),
    (r"\[SCALAR_SUBQUERY_TOO_MANY_ROWS", OF_ENGINES["Invalid Input Error"][0][1]),
    (r"\[MISSING_(?:AGGREGATION|GROUP_BY)", "a column is neither grouped by nor inside an aggregate"),
)
