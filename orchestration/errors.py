"""The base of every error that a person is meant to read: what is wrong, where, and what to do about it."""


class RollcallError(Exception):
    """Shown by the command line as its message alone; anything else is a fault of the program and gets a traceback."""
