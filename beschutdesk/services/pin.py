"""The door of the PIN: what the keyring of this device keeps, the PIN, and five wrong ones."""

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from beschutdesk.vault import device, tries
from beschutdesk.vault.errors import NoKeyring, PinBlocked, WrongSecret

if TYPE_CHECKING:
    from beschutdesk.vault.envelope import Envelope
    from beschutdesk.vault.keys import DataKey


def key_by_pin(profile: Path, envelope: "Envelope", pin: str, patience: float | None = None) -> "DataKey":
    """The data key, by the PIN of this device.

    Args:
        profile: the folder.
        envelope: of this vault.
        pin: what was typed.
        patience: seconds to wait for the keyring.

    Raises:
        PinBlocked: no PIN here, or too many wrong ones; then the keyring has forgotten its half.
        NoKeyring: the keyring is not there, does not answer or has forgotten; no try was counted.
        TooSoon: a wrong one was typed a moment ago.
        WrongSecret: another PIN.
    """
    slot = envelope.on_device(device.mark(envelope.vault))
    if slot is None:
        raise PinBlocked("Op dit apparaat is geen pincode ingesteld.", "Er is niets gewist.", "Gebruik je wachtzin.")
    count, name = tries.Tries(profile), str(slot.id)
    if count.count(tries.PIN) >= tries.PINS:
        _drop(count, name, patience)  # when it did not work the time before
        raise _blocked()
    if not count.begin(tries.PIN, "pin"):
        count.take_back(tries.PIN)
        raise PinBlocked(
            "De pincode werkt nu niet: op deze schijf kan niet worden bijgehouden hoe vaak hij fout is getypt.",
            "Er is niets gewist.",
            "Gebruik je wachtzin.",
        )
    try:
        kept = device.fetch(name, patience)
        if kept is None:
            raise NoKeyring(
                "De sleutelbos van dit apparaat kent deze kluis niet meer.",
                "De kluis zelf is heel.",
                "Gebruik je wachtzin; daarna werkt de pincode weer.",
            )
        key = envelope.open_with_pin(slot, kept, pin)
    except WrongSecret as wrong:
        left = tries.PINS - count.count(tries.PIN)
        if left <= 0:
            _drop(count, name, patience)
            raise _blocked() from None
        again = "Nog één keer" if left == 1 else f"Nog {left} keer"
        raise WrongSecret(wrong.happened, wrong.safe, f"{again} proberen; daarna is je wachtzin nodig.") from None
    except BaseException:
        count.take_back(tries.PIN)
        raise
    count.right(tries.PIN)
    return key


def _drop(count: tries.Tries, name: str, patience: float | None) -> None:
    """Make the keyring forget its half. When it is silent nothing opens either: the count refuses the PIN."""
    if not count.dropped:
        with contextlib.suppress(NoKeyring):
            device.forget(name, patience)
            count.note_dropped()


def _blocked() -> PinBlocked:
    return PinBlocked(
        f"De pincode is {tries.PINS} keer verkeerd getypt en werkt nu niet meer.",
        "Er is niets gewist.",
        "Open de kluis met je wachtzin of herstelcode; daarna werkt de pincode weer.",
    )
