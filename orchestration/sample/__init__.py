"""The sample shop: made-up raw data for trying Rollcall out, for its tests and for its benchmarks.

`shop` writes the files a shop would drop. The data themselves are described in `sql/`, one file per landing
table, and in `late/`, the small CSV files with corrections and mistakes. Nothing here reads what it wrote, and
no other part of Rollcall depends on it.
"""

from orchestration.sample.shop import SampleShop, write_next_day, write_shop

__all__ = ["SampleShop", "write_next_day", "write_shop"]
