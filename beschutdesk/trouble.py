"""Errors that a person has to read. Always three parts: what happened, what is safe, what to do."""


class Trouble(Exception):
    """Something went wrong and the user can do something about it. Holds no personal data.

    Attributes:
        happened: what went wrong, in Dutch.
        safe: what was not lost or changed.
        todo: the next step.
    """

    def __init__(self, happened: str, safe: str = "", todo: str = "") -> None:
        super().__init__(happened, safe, todo)
        self.happened = happened
        self.safe = safe
        self.todo = todo

    def __str__(self) -> str:
        return " ".join(part for part in (self.happened, self.safe, self.todo) if part)

    @property
    def one_line(self) -> str:
        """All parts on one line, for the command line."""
        return " ".join(str(self).split())
