"""A vault with invented dossiers, and what somebody might type to find one."""

import random
from datetime import date
from pathlib import Path

from beschutdesk.dossier.caseworker import Caseworker
from beschutdesk.services import profile
from beschutdesk.services.desk import Desk
from beschutdesk.vault import envelope
from tests.bench.paint import PASSPHRASE

_NOTED = ("fotokaart", "loonwaarde", "bus", "gaat", "vakantie", "tempo", "broden inpakken", "collega", "sroi", "gebeld")


def fill(folder: Path, candidates: int) -> None:
    """A new profile in this folder. Its passphrase is cheap to try: unlocking is not what is measured."""
    envelope.STANDARD = envelope.Cost(passes=1, memory=64, lanes=1)
    desk, _ = profile.create(folder, PASSPHRASE, Caseworker(name="R. Jansen"))
    with desk:
        desk.inventing.fill(candidates, date.today())  # noqa: DTZ011


def typed(desk: Desk, number: int) -> list[str]:
    """Beginnings of one to eight letters of names and of words in notes; every tenth has a slip in it."""
    dice = random.Random(7)
    today = date.today()  # noqa: DTZ011
    names = [line.title for line in desk.lists.candidate_lines(dice.sample(desk.lists.candidates(), 300), today)]
    names += [line.title for line in desk.lists.employer_lines(dice.sample(desk.lists.employers(), 100), today)]
    out = []
    for turn in range(number):
        if turn % 10 == 0:
            word = max(dice.choice(names).split(), key=len)
            place = dice.randrange(1, max(2, len(word) - 1))
            out.append(word[:place] + word[place + 1 :])
        elif turn % 4 == 0:
            word = dice.choice(_NOTED)
            out.append(word[: dice.randint(1, len(word))])
        else:
            name = dice.choice(names)
            start = dice.choice((0, name.find(" ") + 1))
            out.append(name[start : start + dice.randint(1, 8)])
    return out
