"""Why a vault does not open. Apart from the envelope, so that naming them costs no import of it."""

from beschutdesk.trouble import Trouble


class WrongSecret(Trouble):
    """Passphrase, recovery code or PIN opens no slot."""


class DamagedEnvelope(Trouble):
    """The envelope file cannot be read."""


class NewerEnvelope(Trouble):
    """The envelope was written by a newer version."""


class TooSoon(Trouble):
    """After wrong tries a next one has to wait. Nothing was tried.

    Attributes:
        seconds: until a next try counts.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        whole = max(1, round(seconds))
        after = "1 seconde" if whole == 1 else f"{whole} seconden"
        super().__init__(
            "Er is een paar keer iets verkeerds getypt.",
            "Er is niets gewist;",
            f"over {after} kun je het weer proberen.",
        )


class PinBlocked(Trouble):
    """Five wrong PINs: only the passphrase or the recovery code opens the vault now."""


class NoKeyring(Trouble):
    """The keyring of this device cannot be used, or knows nothing of this vault."""


class LastWayIn(Trouble):
    """A vault keeps a passphrase or a proven recovery code."""


class WeakSecret(Trouble):
    """A new passphrase or PIN that is too easy to guess."""
