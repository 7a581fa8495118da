"""Whether the vars of dbt_project.yml can be what a shop is: asked before anything runs, so that a slip is one line.

Knows those that a night reads before dbt does; dbt and the models refuse the others.
"""

import difflib
import re
from collections.abc import Mapping
from typing import Any
from zoneinfo import available_timezones

from phonenumbers import COUNTRY_CODE_TO_REGION_CODE

from orchestration.countries import locale_fault
from orchestration.errors import RollcallError

# Languages by whose alphabet DuckDB's ICU can sort.
ALPHABETS = (
    "af am ar as az be bg bn bo br bs ca ceb chr cs cy da de dsb dz ee el en eo es et fa ff fi fil fo fr ga gl gu ha"
    " haw he hi hr hsb hu hy id ig is it ja ka kk kl km kn ko kok ku ky lb lkt ln lo lt lv mk ml mn mr ms mt my nb ne"
    " nl nn om or pa pl ps pt ro ru sa se si sk sl smn sq sr sv sw ta te th tk to tr ug uk ur uz vi wae wo xh yi yo yue"
    " zh zu"
)
LEDGERS, KEEPERS = ("loyalty_points", "store_credit"), ("shop", "rollcall")
STATUSES = ("counted_statuses", "cancelled_statuses", "other_statuses")


class UnusableVar(RollcallError):
    """A var is missing, or cannot be what the shop is; one line per var, with the fix."""


def require_usable(variables: Mapping[str, Any]) -> None:
    """Look at the vars of a night, those given with --vars included.

    Raises:
        UnusableVar: at least one cannot be used.
    """
    faults = [
        _time_zone(variables.get("time_zone")),
        *(_statuses(name, variables[name]) for name in STATUSES if name in variables),
        _country_code(variables.get("phone_country_code", "1")),
        _share(variables.get("warn_above_share")),
        locale_fault(variables.get("locales") or []),
        _alphabet(variables.get("locale")),
        _sources(variables.get("in_store_sources") or []),
        _guests(variables.get("guest_customers")),
        _ledgers(variables.get("ledgers") or {}),
        _consent_lists(variables.get("consent_lists", ["*"])),
        _has_blacklist(variables.get("has_blacklist", True)),
        _audience_max_age(variables.get("audience_max_age")),
    ]
    found = [f"dbt_project.yml, vars: {fault}" for fault in faults if fault]
    if found:
        raise UnusableVar("\n".join(found))


def time_zone(variables: Mapping[str, Any]) -> str:
    """The shop's time zone.

    Raises:
        UnusableVar: there is no such zone.
    """
    zone = variables.get("time_zone")
    fault = _time_zone(zone)
    if fault:
        raise UnusableVar(f"dbt_project.yml, vars: {fault}")
    return str(zone)


def warn_above_share(variables: Mapping[str, Any]) -> float:
    """The share of what was looked at above which a finding is a warning.

    Raises:
        UnusableVar: it is missing, or not a share.
    """
    share = variables.get("warn_above_share")
    fault = _share(share)
    if fault:
        raise UnusableVar(f"dbt_project.yml, vars: {fault}")
    return float(share)  # type: ignore[arg-type]


def _time_zone(zone: object) -> str | None:
    if zone is None:
        return "time_zone is missing; add one, for example `time_zone: Europe/Copenhagen`"
    # These two are the machine's affair.
    known = available_timezones() - {"Factory", "localtime"}
    if isinstance(zone, str) and zone in known:
        return None
    # Letter case is the commonest slip after letters.
    folded = {name.lower(): name for name in known}
    close = difflib.get_close_matches(str(zone).lower(), folded, 1, 0.6)
    fix = f"did you mean '{folded[close[0]]}'?" if close else "write one such as Europe/Copenhagen or UTC"
    return f"time_zone: there is no zone '{zone}'; {fix}"


def _statuses(name: str, statuses: object) -> str | None:
    if isinstance(statuses, list) and all(isinstance(each, str) for each in statuses):
        return None
    return f"{name} is not a list of texts; write it as `{name}: [delivered, shipped]`"


def _country_code(code: object) -> str | None:
    if re.fullmatch(r"[1-9][0-9]{0,2}", str(code)):
        if int(str(code)) in COUNTRY_CODE_TO_REGION_CODE:
            return None
        return f"phone_country_code is '{code}', which no country has; write the shop's, such as \"45\" for Denmark"
    return f"phone_country_code is '{code}'; write its digits alone, as in `phone_country_code: \"45\"`"


def _alphabet(locale: object) -> str | None:
    if locale in ALPHABETS.split():
        return None
    given = "is missing" if locale is None else f"is '{locale}', by whose alphabet nobody can sort"
    return f"locale {given}; name a language by its letters, such as `locale: da`"


def _sources(sources: object) -> str | None:
    if isinstance(sources, list) and all(isinstance(each, str) for each in sources):
        return None
    return "in_store_sources is not a list of texts; write it as `in_store_sources: [pos, store]`"


def _guests(choice: object) -> str | None:
    if isinstance(choice, bool):
        return None
    given = "is missing" if choice is None else f"is '{choice}'"
    return f"guest_customers {given}; write `guest_customers: true`, or false to leave guests' orders nobody's"


def _ledgers(ledgers: object) -> str | None:
    fix = "write it as `ledgers: {loyalty_points: shop, store_credit: rollcall}`"
    if not isinstance(ledgers, dict) or set(ledgers) - set(LEDGERS):
        return f"ledgers says of something else than {' and '.join(LEDGERS)} where it is kept; {fix}"
    if wrong := [keeper for keeper in ledgers.values() if keeper not in KEEPERS]:
        return f"ledgers: '{wrong[0]}' keeps no ledger, but {' or '.join(KEEPERS)}; {fix}"
    return None


def _consent_lists(lists: object) -> str | None:
    by_channel = lists if isinstance(lists, dict) else {"email": lists}
    usable = all(
        isinstance(names, list) and all(isinstance(name, str) and name for name in names)
        for names in by_channel.values()
    )
    if usable and by_channel.keys() <= {"email", "sms"}:
        return None
    return (
        "consent_lists are not names of lists; write them as `consent_lists: [news]`, or as"
        ' `consent_lists: {email: ["*"], sms: [club]}`, where * is every list'
    )


def _has_blacklist(value: object) -> str | None:
    return None if isinstance(value, bool) else f"has_blacklist is '{value}'; write true or false"


def _audience_max_age(age: object) -> str | None:
    if age is None or re.fullmatch("[1-9][0-9]{0,3} (hour|day|week|month|year)s?", str(age)):
        return None
    return f"audience_max_age is '{age}'; write a number and a unit, as in `audience_max_age: 7 days`, or leave it out"


def _share(share: object) -> str | None:
    if share is None:
        return "warn_above_share is missing; add `warn_above_share: 0.05`"
    if isinstance(share, bool) or not isinstance(share, int | float) or not 0 <= share <= 1:
        return "warn_above_share is not a share from 0 to 1; write one such as 0.05"
    return None
