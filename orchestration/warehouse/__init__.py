"""DuckDB: how it is opened, and how SQL is spelled for it.

Belongs here: every connection that Rollcall opens, and what quotes texts and names. Does not belong here: what is asked
of a connection; each room asks its own.
"""
