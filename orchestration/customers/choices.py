"""What a person may choose from where customers are listed and entered; the command line reads it at every start."""

from enum import StrEnum

KINDS_OF_POINTS = ("bonus", "correction", "earned", "redeemed")


class SourceKind(StrEnum):
    """How customers came: the var in_store_sources has the words of the shop for the second."""

    ONLINE = "online"
    IN_STORE = "in-store"


class Sort(StrEnum):
    """What a list can be sorted by, each a column of it."""

    NAME = "name"
    EMAIL = "email"
    PHONE = "phone"
    POSTCODE = "postcode"
    STORE = "store"
    SOURCE = "source"
    ORDERS = "orders"
    SPENT = "spent"
    LAST_ORDER = "last-order"
    POINTS = "points"
    GROUPS = "groups"
    ACCEPTS_EMAIL = "accepts-email"
    ACCEPTS_SMS = "accepts-sms"


class Channel(StrEnum):
    """What an export is for: writing to people, or having an advertiser find them by hashed addresses."""

    EMAIL = "email"
    SMS = "sms"
    GOOGLE = "google"
    META = "meta"


class Format(StrEnum):
    """How an export is written."""

    CSV = "csv"
    XLSX = "xlsx"
    PARQUET = "parquet"
