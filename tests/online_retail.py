"""Where the year of Online Retail is, which groups are asked of it, and what the shop says to have it read."""

from tests.workspace import DATA, PROJECT

SOURCE = DATA / "online_retail" / "onlineretail.parquet"
DEFINITIONS = PROJECT / "tests" / "definitions" / "online_retail"
MAPPING = "{counted_statuses: [delivered], cancelled_statuses: [cancelled], currency: GBP, time_zone: Europe/London}"
