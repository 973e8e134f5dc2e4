"""Conversation guides and quick phrases: those of the program, or one's own in their place, kept in the vault."""

import json
from collections.abc import Sequence
from typing import Final

import sqlalchemy as sa

from beschutdesk.dossier.placement import PhaseKind
from beschutdesk.rules.guides import (
    BadGuide,
    Guide,
    Partner,
    Question,
    Stage,
    as_text,
    check,
    check_phrases,
    own,
    stage_of,
    standard,
    standard_phrases,
)
from beschutdesk.services.store import Store
from beschutdesk.storage import audit, settings
from beschutdesk.storage.audit import Act, Note
from beschutdesk.trouble import Trouble

__all__ = ["Guides"]

GUIDES: Final = "guides"
"""Setting: a guide of one's own; behind it, after colons, the partner and the stage."""
PHRASES: Final = "phrases"
"""Setting: quick phrases of one's own, as a list in JSON."""
_UNCHANGED: Final = "Er is niets veranderd."


class Guides:
    """Guides and phrases of one profile. A setter raises ``Trouble`` when the value cannot be, and changes nothing."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def for_talk(self, phase: PhaseKind | None, partner: Partner, *, stage: Stage | None = None) -> Guide:
        """The guide for a talk.

        Args:
            phase: of the placement that the talk is about; ``None`` when it has none yet.
            partner: with whom.
            stage: when more is known than the phase (see :func:`beschutdesk.rules.guides.stage_of`), or was chosen.
        """
        return self.guide(partner, stage or stage_of(phase))

    def guide(self, partner: Partner, stage: Stage) -> Guide:
        """The guide that counts; a text of one's own that this program cannot read changes nothing."""
        base = standard()[partner, stage]
        try:
            return own(self._text(_setting(partner, stage)), base)
        except BadGuide:
            return base

    def own(self, partner: Partner, stage: Stage) -> tuple[Question, ...] | None:
        """The questions that the user put in place of the supplied ones; ``None`` for none.

        Raises:
            Trouble: there are some, and they cannot be read.
        """
        try:
            found = own(self._text(_setting(partner, stage)), standard()[partner, stage])
        except BadGuide as error:
            raise Trouble(
                f"Je eigen leidraad is niet te lezen: {error}.",
                f"{_UNCHANGED} De leidraad van het programma telt.",
                "Is die met een nieuwere versie gemaakt? Open de kluis dan daarmee.",
            ) from None
        return found.questions if found.own else None

    def set_own(self, partner: Partner, stage: Stage, questions: Sequence[Question]) -> None:
        """Put questions in place of those of the program; the same as those takes them away again.

        Raises:
            Trouble: they cannot be a guide.
        """
        tidy = tuple(Question(one.key, one.theme, _line(one.ask), _line(one.remark)) for one in questions)
        try:
            check(tidy)
        except BadGuide as error:
            raise Trouble(f"Deze leidraad kan niet: {error}.", _UNCHANGED, "Verbeter het en probeer weer.") from None
        same = tidy == standard()[partner, stage].questions
        self._put(_setting(partner, stage), "" if same else as_text(tidy))

    def reset(self, partner: Partner, stage: Stage) -> None:
        """Back to the guide that comes with the program."""
        self._put(_setting(partner, stage), "")

    def phrases(self) -> tuple[str, ...]:
        """The quick phrases that count, in their order."""
        try:
            found = json.loads(self._text(PHRASES) or "null")
        except ValueError:
            return standard_phrases()
        if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
            return standard_phrases()
        return tuple(found)

    def own_phrases(self) -> bool:
        """Whether the phrases are the user's own."""
        return self.phrases() != standard_phrases()

    def set_phrases(self, phrases: Sequence[str]) -> None:
        """Keep quick phrases of one's own; none at all is a choice too.

        Raises:
            Trouble: they cannot be kept.
        """
        tidy = tuple(_line(one) for one in phrases)
        try:
            check_phrases(tidy)
        except BadGuide as error:
            raise Trouble(f"Deze zinnen kunnen niet: {error}.", _UNCHANGED, "Verbeter het en probeer weer.") from None
        self._put(PHRASES, "" if tidy == standard_phrases() else json.dumps(tidy, ensure_ascii=False))

    def reset_phrases(self) -> None:
        """Back to the phrases that come with the program."""
        self._put(PHRASES, "")

    def _text(self, key: str) -> str:
        with self._store.reading() as connection:
            return settings.get(connection, key) or ""

    def _put(self, key: str, text: str) -> None:
        with self._store.writing() as connection:
            if (settings.get(connection, key) or "") == text:
                return
            if text:
                settings.put(connection, key, text)
            else:
                settings.drop(connection, key)
            _note(connection, self._store, key)


def _note(connection: sa.Connection, store: Store, key: str) -> None:
    audit.append(connection, store.stamp, [Note(Act.SETTINGS, detail={"key": key.split(":", 1)[0]})])


def _setting(partner: Partner, stage: Stage) -> str:
    return f"{GUIDES}:{partner.key}:{stage.key}"


def _line(text: str) -> str:
    """One line without what cannot be kept or printed."""
    words = " ".join(text.split())
    return "".join(char for char in words if char.isprintable() or char == "\u200d")
