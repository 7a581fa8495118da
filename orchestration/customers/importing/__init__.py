"""Customers from a file that somebody brings: read, matched with those who are known, and written to the inbox."""
