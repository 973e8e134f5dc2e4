"""The lines of a long list, read a page at a time; pages that nobody looked at for long are forgotten."""

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from typing import Final, Generic, TypeVar

PAGES: Final = 24
"""So many are kept."""

Line = TypeVar("Line")


class Pages(Generic[Line]):
    """Lines by number, of a list of numbers.

    Args:
        read: gives the lines with some numbers; those that are gone are left out.
        size: numbers on a page.
    """

    def __init__(self, read: Callable[[Sequence[int]], Mapping[int, Line]], size: int) -> None:
        self._read, self._size = read, size
        self._kept: OrderedDict[int, Mapping[int, Line]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._kept)

    def clear(self) -> None:
        """Forget all lines."""
        self._kept.clear()

    def line(self, numbers: Sequence[int], at: int) -> Line | None:
        """The line at a place in the list, ``None`` when it is gone since the list was made.

        Raises:
            Trouble: as ``read`` does; the page is read again the next time.
        """
        page = self._page(numbers, at // self._size)
        return page.get(numbers[at])

    def _page(self, numbers: Sequence[int], number: int) -> Mapping[int, Line]:
        page = self._kept.get(number)
        if page is not None:
            self._kept.move_to_end(number)
            return page
        page = self._kept[number] = self._read(numbers[number * self._size : (number + 1) * self._size])
        if len(self._kept) > PAGES:
            self._kept.popitem(last=False)
        return page
