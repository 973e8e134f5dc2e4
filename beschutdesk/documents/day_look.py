"""How a day plan looks; on its own, so that who only offers the choice waits for no PDF library."""

from enum import Enum


class Look(Enum):
    """What a step is on the sheet, with its Dutch word."""

    LINES = ("lines", "een regel per stap, staand")
    PICTURES = ("pictures", "een plaatje per stap, liggend")

    def __init__(self, key: str, label: str) -> None:
        self.key = key
        self.label = label

    @classmethod
    def of(cls, key: str) -> "Look":
        """The look with this key.

        Raises:
            KeyError: there is none.
        """
        for look in cls:
            if look.key == key:
                return look
        raise KeyError(key)
