"""Wrong tries: how many, how long the next one waits, and what the audit log has to hear of them.

They stand in ``tries.json`` in the profile, without secrets. A try is written down *before* it is made, so that killing
the program gives no free one; when it was right it is taken off again. The file may be missing, damaged or read-only:
the count in memory goes on, only the PIN cannot do without the file. Programs that try at once wait for each other.

The file also keeps what else the audit log has to hear later: a way in that was changed while the log was out of reach.

The waiting time is measured from the first time this program saw the last try, on a clock that nobody can set. The
time in the file is used once, to know how much of the waiting passed before the program started.
"""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from beschutdesk.files import alone, write_whole
from beschutdesk.vault.errors import TooSoon

FILE = "tries.json"
LOCK = "tries.lock"
SECRET, PIN = "secret", "pin"
"""What is counted apart: passphrase and recovery code together, and the PIN."""
PINS = 5
"""So many wrong PINs drop the slot."""
MOST_SECONDS = 60.0
_FREE = 3
_MOST_KEPT = 50
_MOST_BYTES = 64 * 1024
_MOST = 1_000_000


class Try(NamedTuple):
    """A wrong try: when (ISO, UTC) and by which way."""

    at: str
    way: str


class Act(NamedTuple):
    """A change of the ways in: when (ISO, UTC), which way, and what happened to it."""

    at: str
    way: str
    what: str


class _Seen(NamedTuple):
    """What this process knows of one count: how many, and since when on the monotonic clock."""

    number: int
    since: float


@dataclass(frozen=True, slots=True)
class _State:
    """What stands in the file.

    Attributes:
        counts: wrong tries in a row, by what is counted.
        last: moment of the last one, in seconds since 1970, by what is counted.
        wrong: the tries that the audit log has not heard of, the first fifty.
        more: how many came after those.
        dropped: the PIN is blocked and its secret is out of the keyring.
        acts: changes of the ways in that the audit log has not heard of.
    """

    counts: dict[str, int] = field(default_factory=dict)
    last: dict[str, float] = field(default_factory=dict)
    wrong: tuple[Try, ...] = ()
    more: int = 0
    dropped: bool = False
    acts: tuple[Act, ...] = ()


_seen: dict[tuple[Path, str], _Seen] = {}
_lock = threading.RLock()
_held: set[Path] = set()
"""Files of which this thread, which has the lock above, holds the lock between programs."""
_wall, _steady = time.time, time.monotonic
"""The clock that anyone may set, and the one that nobody can."""


def delay(count: int) -> float:
    """Seconds to wait after so many wrong tries in a row."""
    return 0.0 if count < _FREE else min(MOST_SECONDS, 2.0 ** min(count - _FREE, 10))


class Tries:
    """The wrong tries of one profile."""

    def __init__(self, profile: Path) -> None:
        self._path = profile.absolute() / FILE

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """No other thread or program counts meanwhile. Where no lock can be had, nothing is written: memory counts."""
        with _lock, ExitStack() as until_done:
            if self._path not in _held:
                try:
                    until_done.enter_context(alone(self._path.with_name(LOCK)))
                except OSError:
                    pass
                else:
                    _held.add(self._path)
                    until_done.callback(_held.discard, self._path)
            yield

    def wait(self, what: str) -> float:
        """Seconds until a next try counts; 0.0 for now."""
        with _lock:
            seen = self._look(what)
            return max(0.0, delay(seen.number) - (_steady() - seen.since))

    def count(self, what: str) -> int:
        """Wrong tries in a row."""
        with _lock:
            return self._look(what).number

    def begin(self, what: str, way: str) -> bool:
        """Write down a try that is about to be made. Returns whether it stands on the disk.

        Raises:
            TooSoon: it has to wait; nothing was written.
        """
        with self._alone():
            if (seconds := self.wait(what)) > 0:
                raise TooSoon(seconds)
            state, count = self._read(), min(self.count(what) + 1, _MOST)
            now = datetime.fromtimestamp(_wall(), UTC)
            _seen[self._path, what] = _Seen(count, _steady())
            room = len(state.wrong) < _MOST_KEPT
            return self._write(
                replace(
                    state,
                    counts=state.counts | {what: count},
                    last=state.last | {what: now.timestamp()},
                    wrong=(*state.wrong, Try(now.isoformat(timespec="seconds"), way)) if room else state.wrong,
                    more=state.more + (not room),
                )
            )

    def take_back(self, what: str) -> None:
        """The try that was begun was none: something else stood in the way."""
        with self._alone():
            self._end(what, max(0, self.count(what) - 1))

    def right(self, what: str) -> None:
        """The try that was begun was right. What the audit log has to hear stays."""
        self._end(what, 0)

    def _end(self, what: str, count: int) -> None:
        with self._alone():
            state = self._read()
            if state.more:
                state = replace(state, more=state.more - 1)
            else:
                state = replace(state, wrong=state.wrong[:-1])
            _seen[self._path, what] = _Seen(count, _steady() if count == 0 else self._look(what).since)
            self._write(replace(state, counts=state.counts | {what: count}))

    def reset(self, what: str) -> None:
        """Forget the count, as after another way in has opened."""
        with self._alone():
            _seen[self._path, what] = _Seen(0, _steady())
            state = self._read()
            if state.counts.get(what) or (what == PIN and state.dropped):
                kept = state.dropped and what != PIN
                self._write(replace(state, counts=state.counts | {what: 0}, dropped=kept))

    @property
    def dropped(self) -> bool:
        """Whether the secret of a blocked PIN went out of the keyring."""
        return self._read().dropped

    def note_dropped(self) -> None:
        """The secret of the blocked PIN is out of the keyring."""
        with self._alone():
            self._write(replace(self._read(), dropped=True))

    def wrong(self) -> tuple[tuple[Try, ...], int]:
        """What the audit log has not heard of, and how many more there were."""
        state = self._read()
        return state.wrong, state.more

    def handed_over(self, tries: tuple[Try, ...], more: int) -> None:
        """The audit log has heard of these."""
        with self._alone():
            state = self._read()
            if state.wrong or state.more:
                left = state.wrong[len(tries) :] if state.wrong[: len(tries)] == tries else state.wrong
                self._write(replace(state, wrong=left, more=max(0, state.more - more)))

    def note_act(self, way: str, what: str) -> None:
        """Keep for the audit log, which is out of reach, that the ways in were changed."""
        with self._alone():
            state, at = self._read(), datetime.fromtimestamp(_wall(), UTC).isoformat(timespec="seconds")
            self._write(replace(state, acts=(*state.acts, Act(at, way, what))))

    def acts(self) -> tuple[Act, ...]:
        """Changes of the ways in that the audit log has not heard of."""
        return self._read().acts

    def acts_told(self, acts: tuple[Act, ...]) -> None:
        """The audit log has heard of these."""
        with self._alone():
            state = self._read()
            if state.acts:
                self._write(replace(state, acts=tuple(act for act in state.acts if act not in acts)))

    # -- what is known -------------------------------------------------------------------------------------------------

    def _look(self, what: str) -> _Seen:
        state, now = self._read(), _steady()
        count, known = state.counts.get(what, 0), _seen.get((self._path, what))
        if known is not None and known.number >= count:  # a file that went, or was set back, resets nothing here
            return known
        passed, wall = 0.0, _wall()
        last = state.last.get(what, wall)
        if last <= wall:
            passed = min(wall - last, MOST_SECONDS)
        else:  # the clock was set back: count from now, for programs that start later too
            with self._alone():
                state = self._read()
                self._write(replace(state, last=state.last | {what: wall}))
        seen = _seen[self._path, what] = _Seen(count, now - passed)
        return seen

    def _read(self) -> _State:
        try:
            with self._path.open("rb") as file:
                body: dict[str, Any] = json.loads(file.read(_MOST_BYTES))
            counts = {what: min(_MOST, max(0, int(body["counts"].get(what, 0)))) for what in (SECRET, PIN)}
            last = {what: float(when) for what, when in body["last"].items() if what in counts}
            wrong = tuple(Try(str(at), str(way)) for at, way in body["wrong"][:_MOST_KEPT])
            acts = tuple(Act(*map(str, act)) for act in body.get("acts", ())[:_MOST_KEPT])
            return _State(counts, last, wrong, min(_MOST, max(0, int(body["more"]))), body["dropped"] is True, acts)
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError):
            return _State()

    def _write(self, state: _State) -> bool:
        if self._path not in _held:
            return False
        try:
            if not (any(state.counts.values()) or state.wrong or state.more or state.dropped or state.acts):
                self._path.unlink(missing_ok=True)
            else:
                write_whole(self._path, json.dumps(asdict(state)).encode())
        except OSError:
            return False
        return True
