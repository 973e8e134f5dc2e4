"""Why a database cannot be opened. Apart from the engine, so that naming them costs no import of it."""

from beschutdesk.trouble import Trouble


class DamagedDatabase(Trouble):
    """The key fits the envelope but not the file, or the file is no database of ours."""


class UnreachableDatabase(Trouble):
    """The file is in use by another program, or the disk does not let us read or write it."""


class NewerDatabase(Trouble):
    """The database was written by a newer version of the program."""
