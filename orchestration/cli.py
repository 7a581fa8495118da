"""The command line: errors become exit codes, and the commands of each noun are added.

Exit codes: 0 done; 1 failed, nothing was published; 2 wrong usage; 3 published, but groups are held at their last
members or files were refused; 4 another night is running.
"""

import sys
import traceback

import typer
from pydantic import ValidationError

from orchestration import lock
from orchestration.commands import customers, exporting, generations, groups, landing, night, profile_fields
from orchestration.commands.console import BUSY, FAILED, USAGE, err, setting_faults
from orchestration.errors import RollcallError, said
from orchestration.machine import machine_fault
from orchestration.warehouse.connections import without_pandas

app = typer.Typer(
    help="Work out a shop's customer groups every night, and publish them.",
    epilog="Exit codes: 0 done; 1 failed, nothing published; 2 wrong usage; 3 published with groups held"
    " or files refused; 4 another night is running.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)
app.command()(night.nightly)
app.command()(night.prepare)
app.command()(night.dev)
app.command()(night.status)
app.command()(generations.rollback)
app.command()(exporting.export)
app.command()(landing.sample)
app.command()(landing.land)
app.add_typer(groups.app, name="groups")
app.add_typer(customers.app, name="customers")
app.add_typer(profile_fields.app, name="profile-fields")


def main() -> None:
    """Run the command line; known errors are one message and an exit code, never a traceback."""
    without_pandas()
    try:
        app()
    except ValidationError as error:
        err.print(setting_faults(error), markup=False)
        sys.exit(USAGE)
    except (RollcallError, OSError) as error:
        err.print(said(error), markup=False)
        sys.exit(BUSY if isinstance(error, lock.NightIsRunning) else FAILED)
    except Exception as error:  # noqa: BLE001 - a traceback would end with the error's own words, and they with values
        if machine_fault(error):
            err.print(said(error), markup=False)
            sys.exit(FAILED)
        err.print(f"{''.join(traceback.format_tb(error.__traceback__))}{said(error)}", markup=False, highlight=False)
        err.print("this is a fault of Rollcall's own; please report it with the lines above", markup=False)
        sys.exit(FAILED)


if __name__ == "__main__":
    main()
